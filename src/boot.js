// Starts the panel. It is a file of its own because the page's policy allows no inline script, and a classic script
// because only that can read its own address and data-* attributes.
(() => {
  "use strict";

  // Read now: `currentScript` is null once anything asynchronous has begun.
  const script = document.currentScript;
  // Against this file, never against document.baseURI: the same bytes are served under every prefix.
  const resolve = (path) => new URL(path, script.src).href;

  const OLD = {
    en: "This browser can't run Recall Desk, because it has no WebAssembly. Use a current version of Chrome, Edge, Firefox or Safari.",
    "zh-CN": "此浏览器不支持 WebAssembly，无法运行 Recall Desk。请使用新版 Chrome、Edge、Firefox 或 Safari。",
  };
  const FAILED = {
    en: "Recall Desk could not be loaded. Check the connection, then load the page again. If that does not help, tell whoever runs this site.",
    "zh-CN": "Recall Desk 未能加载。请检查网络连接后重新加载页面。如果问题仍然存在，请联系本站点的管理员。",
  };

  // The words, by language.
  function say(words) {
    const spoken = document.querySelector(".recall")?.lang || navigator.language;
    const lang = /^zh\b/i.test(spoken) ? "zh-CN" : "en";
    const line = document.createElement("p");
    line.setAttribute("role", "alert");
    line.className = "boot-words";
    line.lang = lang;
    line.textContent = words[lang];
    document.getElementById("soon")?.remove();
    (document.querySelector("main") || document.body).prepend(line);
  }

  // The page's shape as the panel will have it: no flash of another theme, no header that goes away again.
  async function dress(panel) {
    if (/[?&]embed=1/.test(location.search)) panel.querySelector("header").remove();
    for (const name of ["theme", "density"]) {
      const chosen = new RegExp(`${name}(?:=|%3D)(\\w+)`).exec(`${location.search}&${localStorage["recall-desk"]}`);
      if (chosen) panel.dataset[name] = chosen[1];
    }
  }

  // The panel's first two questions, asked while its code is still on its way. It takes an answer only for what it would
  // have asked itself, to the byte; what it does not take was asked in vain and does no harm.
  function askAhead(base) {
    const asked = new Map();
    const control = new AbortController();
    const ask = (path, body, look) => {
      const headers = {
        accept: "application/json, application/problem+json",
        "content-type": "application/json",
        "x-recall-request": "1",
      };
      const answer = fetch(`${base}api${path}`, {
        body,
        headers,
        method: body && "POST",
        redirect: "manual",
        signal: control.signal,
      }).then(look);
      // Whoever takes it sees that it failed, and nobody else minds.
      answer.catch(() => {});
      asked.set(body ?? path, answer);
    };
    ask("/session", undefined, async (answer) => {
      answer.at = Date.now() / 1000;
      const body = await answer.clone().json().then(firstQuestion).catch(() => {});
      if (body) ask("/voice/recallFlow/queryPage", body);
      return answer;
    });
    return {
      take(question, signal) {
        signal.onabort = () => control.abort();
        const answer = asked.get(question);
        if (question === "/session") asked.delete(question);
        // What the first question about rows leaves would be an old answer to any other.
        else asked.clear();
        return answer;
      },
    };
  }

  // At a visit that is the first page of the last seven days, up to the end of the session's minute; where the address
  // says more about rows than how many, only the panel knows. The rules are in src/model: view, question and window.
  function firstQuestion({ now, vendorUtcOffset }) {
    if (/[?&](range|from|to|q|status|type|sort|page|task|tz)=/.test(location.search)) return;
    const size = /[?&]size=(10|20|50|100)\b/.exec(location.search) ?? /^settings=[^&]*size%3D(\d+)/.exec(localStorage["recall-desk"]);
    const end = Math.floor(Date.parse(now) / 60_000) * 60_000 - Date.parse(`1970-01-01T00:00${vendorUtcOffset}`);
    const wall = (time) => new Date(end + time).toJSON().slice(0, 19).replace("T", " ");
    return JSON.stringify({
      current: 1,
      size: Number(size?.[1] ?? 20),
      params: { strTime: wall(-604_740_000), endTime: wall(59_000) },
    });
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
      say(OLD);
      return;
    }
    setTimeout(() => document.documentElement.classList.add("late"), 300);
    // Where storage is blocked, the page is that of a first visit.
    dress(document.querySelector(".recall")).catch(() => {});
    try {
      // The relay serves the folder above this file's own.
      const base = resolve("../");
      const isPage = window.parent === window;
      // What a frame shows, and as whom, is for its parent to say first.
      const early = isPage ? askAhead(base) : undefined;
      const met = isPage ? null : meetParent(base);
      const trap = import(resolve("./trap.js"));
      const files = [resolve(script.dataset.js), resolve(script.dataset.wasm)];
      const code = await import(files[0]);
      await code.default({ module_or_path: files[1] });
      const [frame, { STOPPED, onTrap }] = await Promise.all([met, trap]);
      onTrap(files, () => {
        say(STOPPED);
        frame?.failed("stopped");
      });
      const place = document.getElementById("app");
      place.replaceChildren();
      const panel = code.mount(place, base, [], frame, true, early);
      // Its place holds on to it: with nobody who does, it would be collected, and taken out of the page with that.
      place.panel = panel;
      frame?.adopt(panel);
    } catch (error) {
      console.error(error);
      say(FAILED);
    }
  }

  start();
})();
