// The parent's half of the handshake, and what it does with the messages.
const frame = document.querySelector("iframe");
const news = document.querySelector("#news");
const panel = new URL("/ops/recall/?embed=1", location.href);
let port;
let last = 0;

/** Sends the panel a message, like `say("setView", { view: "status=4" })`. */
export const say = (type, data = {}) => port?.postMessage({ recall: 1, id: ++last, type, data });

addEventListener("message", ({ source, origin: from, data }) => {
  // From this frame, from its origin, a version that we speak, and once for each time that the frame is loaded.
  if (source !== frame.contentWindow || from !== panel.origin) return;
  if (data?.recall !== 1 || data.type !== "hello" || !data.data?.versions?.includes(1)) return;
  const channel = new MessageChannel();
  port = channel.port1;
  port.onmessage = ({ data: message }) => hear(message);
  const init = { view: "range=30d&size=10", appearance: { theme: "auto" }, locale: {}, autoHeight: true };
  frame.contentWindow.postMessage({ recall: 1, id: ++last, type: "init", data: init }, panel.origin, [channel.port2]);
});
// Only now: the panel says hello once, and waits two seconds for an answer.
frame.src = panel.href;

function hear({ type, data }) {
  switch (type) {
    case "ready":
      tellVisible();
      break;
    case "resize":
      frame.height = data.height;
      tellVisible();
      break;
    case "data":
      news.textContent = `${data.total} recalls in this range.`;
      break;
    case "authrequired":
      news.textContent = "Please sign in again.";
      break;
    case "error":
      news.textContent = `The list of tasks has failed: ${data.kind}.`;
      break;
  }
}

// Which part of the frame can be seen: the panel opens its dialogs there.
function tellVisible() {
  // Within its border.
  const top = frame.getBoundingClientRect().top + frame.clientTop;
  const from = Math.max(0, -top);
  say("visible", { top: from, height: Math.max(0, Math.min(frame.clientHeight, innerHeight - top) - from) });
}
for (const event of ["scroll", "resize"]) addEventListener(event, tellVisible, { passive: true });
