// The parent's half of the handshake, and what it does with the messages.
const frame = document.querySelector("iframe");
const news = document.querySelector("#news");
const origin = new URL(frame.src).origin;
let port;
let last = 0;

/** Sends the panel a message, like `say("setView", { view: "status=4" })`. */
export const say = (type, data = {}) => port?.postMessage({ recall: 1, id: ++last, type, data });

addEventListener("message", ({ source, origin: from, data }) => {
  // From this frame, from its origin, a version that we speak, and once for each time that the frame is loaded.
  if (source !== frame.contentWindow || from !== origin) return;
  if (data?.recall !== 1 || data.type !== "hello" || !data.data?.versions?.includes(1)) return;
  const channel = new MessageChannel();
  port = channel.port1;
  port.onmessage = ({ data: message }) => hear(message);
  const init = { view: "range=30d&size=10", appearance: { theme: "auto" }, locale: {}, autoHeight: true };
  frame.contentWindow.postMessage({ recall: 1, id: ++last, type: "init", data: init }, origin, [channel.port2]);
});

function hear({ type, data }) {
  switch (type) {
    case "resize":
      frame.height = data.height;
      break;
    case "data":
      news.textContent = `${data.total} recalls in this range.`;
      break;
    case "authrequired":
      news.textContent = "Please sign in again.";
      break;
  }
}

// Which part of the frame can be seen: the panel opens its dialogs there.
function tellVisible() {
  const { top, height } = frame.getBoundingClientRect();
  const from = Math.max(0, -top);
  say("visible", { top: from, height: Math.max(0, Math.min(height, innerHeight - top) - from) });
}
for (const event of ["scroll", "resize"]) addEventListener(event, tellVisible, { passive: true });
