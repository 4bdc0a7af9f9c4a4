// What an element says in words of its own, where there is no panel to say it.

/** What an element says whose code did not come. */
export const NOT_LOADED = {
  en: "The tasks could not be loaded. Load the page again; if that does not help, tell whoever runs this site.",
  "zh-CN": "无法加载任务。请重新加载页面；如果问题仍然存在，请联系本站点的管理员。",
};

/** Puts words into an element's root, over what still stands there, in the language of that or of the page. */
export function say(root, words) {
  const spoken = root.querySelector(".recall")?.lang || root.host.lang || navigator.language;
  const line = document.createElement("p");
  line.setAttribute("role", "alert");
  line.setAttribute("part", "error");
  line.className = "boot-words";
  line.lang = /^zh\b/i.test(spoken) ? "zh-CN" : "en";
  line.textContent = words[line.lang];
  root.querySelector(".boot-words")?.remove();
  (root.querySelector(".main") ?? root).prepend(line);
}
