// Starts the panel. It is a file of its own because the page's policy allows no inline script, and a classic script
// because only that can read its own address and data-* attributes.
(() => {
  "use strict";

  // Read now: `currentScript` is null once anything asynchronous has begun.
  const script = document.currentScript;
  // Against this file, never against document.baseURI: the same bytes are served under every prefix.
  const resolve = (path) => new URL(path, script.src).href;

  const words = {
    en: {
      old: "This browser can't run Recall Desk, because it has no WebAssembly. Use a current version of Chrome, Edge, Firefox or Safari.",
      failed: "Recall Desk could not be loaded. Check the connection, then load the page again. If that does not help, tell whoever runs this site.",
      stopped: "Recall Desk has stopped because of a fault of its own. Load the page again to go on.",
    },
    "zh-CN": {
      old: "此浏览器不支持 WebAssembly，无法运行 Recall Desk。请使用新版 Chrome、Edge、Firefox 或 Safari。",
      failed: "Recall Desk 未能加载。请检查网络连接后重新加载页面。如果问题仍然存在，请联系本站点的管理员。",
      stopped: "Recall Desk 因自身故障已停止运行。请重新加载页面以继续使用。",
    },
  };

  function say(what) {
    const spoken = document.querySelector(".recall")?.lang || navigator.language;
    const lang = /^zh\b/i.test(spoken) ? "zh-CN" : "en";
    const line = document.createElement("p");
    line.setAttribute("role", "alert");
    line.className = "boot-words";
    line.lang = lang;
    line.textContent = words[lang][what];
    (document.querySelector("main") || document.body).prepend(line);
  }

  // A fault of the panel's own ends its code where it is: it can't say so itself, and would seem to be only silent.
  function watch() {
    const look = ({ error, reason }) => {
      if (!((error ?? reason) instanceof WebAssembly.RuntimeError)) return;
      removeEventListener("error", look);
      removeEventListener("unhandledrejection", look);
      say("stopped");
    };
    addEventListener("error", look);
    addEventListener("unhandledrejection", look);
  }

  // In a frame of somebody else's page: with its word, or after a while without it.
  async function meetParent(base) {
    const { Frame } = await import(resolve("./frame.js"));
    const frame = new Frame(base);
    await frame.meet();
    return frame;
  }

  async function start() {
    if (typeof WebAssembly !== "object") {
      say("old");
      return;
    }
    watch();
    try {
      // The relay serves the folder above this file's own.
      const base = resolve("../");
      const met = window.parent === window ? null : meetParent(base);
      const code = await import(resolve(script.dataset.js));
      await code.default({ module_or_path: resolve(script.dataset.wasm) });
      const frame = await met;
      const place = document.getElementById("app");
      place.replaceChildren();
      const panel = code.mount(place, base, [], frame, true);
      // Its place holds on to it: with nobody who does, it would be collected, and taken out of the page with that.
      place.panel = panel;
      frame?.adopt(panel);
    } catch (error) {
      console.error(error);
      say("failed");
    }
  }

  start();
})();
