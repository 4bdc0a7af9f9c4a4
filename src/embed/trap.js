// What becomes of a page when the panel's code has stopped for good. A fault of its own ends WebAssembly where it is: it
// can't say so itself, and would seem to be only silent.

/** What is said then. All panels of a page share the code, so that none goes on before the page is loaded again. */
export const STOPPED = {
  en: "The list of tasks has stopped because of a fault of its own. Load the page again to go on.",
  "zh-CN": "任务列表因自身故障已停止运行。请重新加载页面以继续使用。",
};

/** Calls `act` once the code in one of these files has stopped. Gives back how to listen no more. */
export function onTrap(files, act) {
  const look = ({ error, reason }) => {
    const fault = error ?? reason;
    // Other programs of the page may stop too: whose it was is in the trace.
    if (!(fault instanceof WebAssembly.RuntimeError) || !files.some((file) => fault.stack.includes(file))) return;
    rest();
    act();
  };
  const rest = () => {
    removeEventListener("error", look);
    removeEventListener("unhandledrejection", look);
  };
  addEventListener("error", look);
  addEventListener("unhandledrejection", look);
  return rest;
}
