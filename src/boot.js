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
    },
    "zh-CN": {
      old: "此浏览器不支持 WebAssembly，无法运行 Recall Desk。请使用新版 Chrome、Edge、Firefox 或 Safari。",
      failed: "Recall Desk 未能加载。请检查网络连接后重新加载页面。如果问题仍然存在，请联系本站点的管理员。",
    },
  };

  function say(what) {
    const lang = /^zh\b/i.test(navigator.language || "") ? "zh-CN" : "en";
    const line = document.createElement("p");
    line.setAttribute("role", "alert");
    line.lang = lang;
    line.textContent = words[lang][what];
    (document.querySelector("main") || document.body).append(line);
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
