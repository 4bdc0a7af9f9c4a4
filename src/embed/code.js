// The panel's code and its styles, for elements: they come with the first that is connected, once for all of them.

// The finishing step of the build puts the content-named addresses here.
const GLUE = new URL("./recall-desk.js", import.meta.url);
const MODULE = new URL("./recall-desk_bg.wasm", import.meta.url);
const STYLES = new URL("./recall-desk.css", import.meta.url);

/** Where the code is, as a fault's trace names it. */
export const FILES = [GLUE.href, MODULE.href];

let code;

/** The code, ready to mount panels, and the style sheet that all of them share. */
export const load = () =>
  (code ??= Promise.all([
    import(GLUE).then(async (glue) => {
      await glue.default({ module_or_path: MODULE });
      return glue;
    }),
    fetch(STYLES).then(async (answer) => {
      if (!answer.ok) throw new Error(`${answer.url}: HTTP ${answer.status}`);
      return new CSSStyleSheet().replace(await answer.text());
    }),
  ]).catch((error) => {
    // Another element may have more luck.
    code = undefined;
    throw error;
  }));
