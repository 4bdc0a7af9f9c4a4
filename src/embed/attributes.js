// What an element's attributes may say, and what is said of those that say something else.

const CHOICES = {
  lang: /^(en|zh)\b/i,
  tz: /^(vendor|local|utc)$/,
  theme: /^(auto|light|dark)$/,
  density: /^(compact|normal)$/,
  refresh: /^(0|10|30|60|300)$/,
  "url-sync": /^(none|manual|query)$/,
  "url-prefix": /^[\w.-]{1,32}$/,
  "heading-level": /^[1-6]$/,
};

/** Those that are parameters of the view as well. */
export const PARAMETERS = ["lang", "tz", "theme", "density", "refresh"];

/** All of them. */
export const ATTRIBUTES = ["base", "view", "no-title", "label", ...Object.keys(CHOICES)];

/** Tells whoever writes the page what can't be used. */
export const warn = (words) => console.warn(`<recall-tasks>: ${words}`);

/** What an element's attribute says, or null where that is nothing that can be used. */
export function choice(element, name) {
  const value = element.getAttribute(name);
  if (value === null || !(name in CHOICES)) return value;
  if (CHOICES[name].test(value)) return name === "lang" ? (/^zh/i.test(value) ? "zh-CN" : "en") : value;
  warn(`${name}="${value.slice(0, 40)}" is not one of its values, so it is left out.`);
  return null;
}
