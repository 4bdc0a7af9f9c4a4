// <recall-tasks>: the panel as an element of somebody else's page. The contract, version 1, stands in docs/embedding.md.
//
// Loading this file defines the element and nothing else: the panel's code comes with the first element that is
// connected, once for all of them.

import { SignIn } from "./sign-in.js";
import { NOT_LOADED, STOPPED, onTrap } from "./trap.js";
import { addressWith, changed, ownKeys } from "./view-query.js";

const CONTRACT = 1;
const VERSION = "__VERSION__";

// The finishing step of the build puts the content-named addresses here.
const GLUE = new URL("./recall-desk.js", import.meta.url);
const MODULE = new URL("./recall-desk_bg.wasm", import.meta.url);
const STYLES = new URL("./recall-desk.css", import.meta.url);

// What an attribute may say. The first five are parameters of the view as well.
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
const PARAMETERS = ["lang", "tz", "theme", "density", "refresh"];

let code;
const load = () =>
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

// Whether that code has stopped for good, for all elements.
let dead = false;

const warn = (words) => console.warn(`<recall-tasks>: ${words}`);

export class RecallTasks extends HTMLElement {
  static observedAttributes = ["base", "view", "no-title", "label", ...Object.keys(CHOICES)];

  #panel;
  #view = "";
  #started = false;
  #state = "idle";
  #paused = false;
  #signIn = new SignIn(() => this.#renew("expiry"));
  #gone = false;
  #boot = 0;
  #watch = () => {};
  #asked = false;
  #host;
  #resolve;
  #ready = new Promise((resolve) => (this.#resolve = resolve));

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
  }

  #sync() {
    removeEventListener("popstate", this.#back);
    if (this.#syncs()) addEventListener("popstate", this.#back);
  }

  // What the panel calls; see src/browser/host.rs.
  #hostOf(boot) {
    const current = () => this.#boot === boot && this.#panel;
    return {
      query: () => changed(this.#view, { embed: "1" }),
      moved: (query, push) => {
        if (!current()) return;
        this.#view = changed(query, { embed: null });
        this.#keep(push);
        this.#tell("viewchange", { view: this.#view });
      },
      link: () => this.#link(),
      opening: (id) => this.#tell("taskopen", { keyId: id }, true),
      state: (name) => {
        if (this.#boot !== boot) return;
        this.#state = name;
        if (name === "ready") this.#asked = false;
      },
      data: (total, fetchedAt, stale) =>
        this.#tell("data", { total: Number(total), fetchedAt: new Date(Number(fetchedAt) * 1000).toISOString(), stale }),
      failed: (kind, requestId) => {
        this.#tell("error", { kind, requestId: requestId ?? null });
        // Not now: the panel is still telling.
        if (kind === "unauthenticated") setTimeout(() => current() && this.#unauthorized());
      },
    };
  }

  connectedCallback() {
    if (this.#gone || this.#host) return;
    // Properties that were set before the element was defined hide the accessors until they are set again.
    for (const name of ["view", "authProvider", "paused"]) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    this.#start(++this.#boot);
  }

  // Moved with moveBefore: nothing ends.
  connectedMoveCallback() {}

  disconnectedCallback() {
    // Frameworks take elements out and put them in again within one task: that is a move too.
    setTimeout(() => this.isConnected || this.#stop());
  }

  attributeChangedCallback(name, before, value) {
    if (before === value) return;
    // Until the first start they are all read together.
    if (!this.#started) return;
    if (name === "view") this.setView(value ?? "", { replace: true });
    else if (PARAMETERS.includes(name)) this.#go(changed(this.#view, { [name]: this.#choice(name) }), false);
    else if (name === "heading-level" || name === "no-title" || name === "label") this.#entitle();
    else if (name === "base" && this.#panel) {
      this.#stop();
      if (this.isConnected) this.connectedCallback();
    } else if (name.startsWith("url-") && this.#panel) this.#sync();
  }

  async #start(boot) {
    const host = (this.#host = this.#hostOf(boot));
    this.#state = "loading";
    // Put in again, it goes on with what it showed before.
    if (!this.#started) this.#view = this.#wanted(this.#view || undefined);
    this.#started = true;
    this.#sync();
    if (dead) {
      this.#stopped();
      return;
    }
    this.#watch = onTrap([GLUE.href, MODULE.href], () => this.#stopped());
    const [loaded, headers] = await Promise.allSettled([load(), this.#signIn.ask("start")]);
    // It was taken out, or another base was set, while the code was on its way.
    if (this.#host !== host) return;
    if (loaded.status === "rejected") {
      console.error(loaded.reason);
      this.#end();
      this.#fail(NOT_LOADED, "not-loaded");
      return;
    }
    const [glue, sheet] = loaded.value;
    const place = document.createElement("div");
    this.shadowRoot.adoptedStyleSheets = [sheet];
    this.shadowRoot.replaceChildren(place);
    this.#panel = glue.mount(place, this.#base(), headers.value ?? [], host, false);
    this.#ask((panel) => panel.pause(this.#paused));
    this.#entitle();
    this.#resolve();
    this.#tell("ready", { contract: CONTRACT, version: VERSION });
  }

  #stop() {
    const panel = this.#panel;
    this.#end();
    this.#state = this.#gone ? "destroyed" : "idle";
    // Not now: this may be one of its own events.
    if (panel) setTimeout(() => panel.free());
    this.shadowRoot.replaceChildren();
  }

  // Ends all that goes on around the panel.
  #end() {
    this.#host = this.#panel = undefined;
    this.#boot++;
    this.#signIn.rest();
    this.#watch();
    removeEventListener("popstate", this.#back);
  }

  // The code has stopped. Nothing can be asked of the panel any more, not even to go.
  #stopped() {
    dead = true;
    this.#end();
    this.#fail(STOPPED, "stopped");
  }

  // Says in words that there is no panel, or none that does anything: over what still stands there.
  #fail(words, kind) {
    this.#state = "error";
    const root = this.shadowRoot;
    const spoken = root.querySelector(".recall")?.lang || this.lang || navigator.language;
    const line = document.createElement("p");
    line.setAttribute("role", "alert");
    line.className = "boot-words";
    line.lang = /^zh\b/i.test(spoken) ? "zh-CN" : "en";
    line.textContent = words[line.lang];
    root.querySelector(".boot-words")?.remove();
    (root.querySelector(".main") ?? root).prepend(line);
    this.#tell("error", { kind, requestId: null });
  }

  #base() {
    const base = new URL(this.getAttribute("base") || "./", this.getAttribute("base") ? location.href : import.meta.url);
    return base.href.endsWith("/") ? base.href : `${base.href}/`;
  }

  // An attribute's value, or null where it says nothing that can be used.
  #choice(name) {
    const value = this.getAttribute(name);
    if (value === null || !(name in CHOICES)) return value;
    if (CHOICES[name].test(value)) return name === "lang" ? (/^zh/i.test(value) ? "zh-CN" : "en") : value;
    warn(`${name}="${value.slice(0, 40)}" is not one of its values, so it is left out.`);
    return null;
  }

  // The view that the page asks for, and where it shares its address the element's keys in that.
  #wanted(view = this.getAttribute("view") ?? "") {
    const wanted = this.#dressed(view);
    return this.#syncs() ? changed(wanted, ownKeys(this.#prefix())) : wanted;
  }

  // A view as the attributes would have it, where it doesn't say itself.
  #dressed(view) {
    const look = PARAMETERS.map((name) => [name, this.#choice(name)]).filter(([, value]) => value !== null);
    return changed(new URLSearchParams(look), { ...Object.fromEntries(new URLSearchParams(view)), embed: null });
  }

  #syncs() {
    return this.#choice("url-sync") === "query";
  }

  #prefix() {
    return this.#choice("url-prefix") ?? "rt.";
  }

  #keep(push) {
    if (!this.#syncs()) return;
    const url = addressWith(this.#view, this.#prefix());
    if (url.href === location.href) return;
    // The state is the host's router's: a new entry of ours begins with what it knows of the place.
    history[push ? "pushState" : "replaceState"](history.state, "", url);
  }

  // A link to what is shown: in the page around it if that keeps the view, else in the panel's own page.
  #link() {
    if (this.#syncs() || this.#choice("url-sync") === "manual") return addressWith(this.#view, this.#prefix()).href;
    return new URL(`?${this.#view}`, this.#base()).href;
  }

  #back = () => {
    const view = this.#wanted();
    if (!this.#panel || view === this.#view) return;
    this.#view = view;
    this.#follow();
    this.#tell("viewchange", { view });
  };

  #entitle() {
    const level = this.hasAttribute("no-title") ? 0 : Number(this.#choice("heading-level") ?? 2);
    this.#ask((panel) => panel.entitle(level, (this.getAttribute("label") ?? "").slice(0, 120)));
  }

  // Goes to a view that the host page chose. No event: it knows.
  #go(view, push) {
    this.#view = view;
    if (!this.#panel) return;
    this.#keep(push);
    this.#follow();
  }

  #follow() {
    this.#ask((panel) => panel.follow(changed(this.#view, { embed: "1" })));
  }

  // Asks something of the panel, if it stands. A fault of its own is no exception of the host's, who could only swallow it.
  #ask(act) {
    try {
      if (this.#panel) act(this.#panel);
    } catch (error) {
      reportError(error);
    }
  }

  // False if the host prevented what usually follows.
  #tell(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(`recall:${name}`, { detail, cancelable, bubbles: true, composed: true }));
  }

  async #renew(reason) {
    const boot = this.#boot;
    const headers = await this.#signIn.ask(reason);
    if (!headers || boot !== this.#boot || !this.#panel) return false;
    this.#ask((panel) => panel.sendAlong(headers));
    return true;
  }

  // Once the provider, and then the page around it.
  async #unauthorized() {
    if (!this.#asked) {
      this.#asked = true;
      if (await this.#renew("unauthorized")) {
        this.#ask((panel) => panel.refresh());
        return;
      }
    }
    if (this.#panel) this.#tell("authrequired", { reason: "unauthorized" }, true);
  }

  get view() {
    return this.#view;
  }

  set view(view) {
    this.setView(view ?? "");
  }

  get authProvider() {
    return this.#signIn.provider;
  }

  set authProvider(provider) {
    provider ??= null;
    if (provider && typeof provider !== "function") throw new TypeError("authProvider must be a function or null");
    const first = !this.#signIn.provider;
    this.#signIn.provider = provider;
    if (!provider) {
      this.#signIn.rest();
      this.#ask((panel) => panel.sendAlong([]));
    } else if (first && this.#panel) {
      // Only the first: frameworks set a new function each time that they draw, which is no reason to ask.
      this.#renew("start").then((signedIn) => signedIn && this.refresh());
    }
  }

  get paused() {
    return this.#paused;
  }

  set paused(paused) {
    this.#paused = Boolean(paused);
    this.#ask((panel) => panel.pause(this.#paused));
  }

  get state() {
    return this.#state;
  }

  get contract() {
    return CONTRACT;
  }

  get version() {
    return VERSION;
  }

  // Resolves once the panel stands.
  get ready() {
    return this.#ready;
  }

  refresh() {
    this.#asked = false;
    this.#ask((panel) => panel.refresh());
  }

  setView(view, { replace = false } = {}) {
    if (typeof view !== "string" || view.length > 2048) {
      warn("a view is a query string of at most 2,048 characters; this one is left out.");
      return;
    }
    this.#go(this.#dressed(view), !replace);
  }

  getView() {
    return this.#view;
  }

  focusTask(id) {
    this.#go(changed(this.#view, { task: String(id) }), true);
  }

  destroy() {
    if (this.#gone) return;
    this.#gone = true;
    this.#stop();
    this.#tell("destroyed", {});
  }
}

if (!customElements.get("recall-tasks")) customElements.define("recall-tasks", RecallTasks);

// Sets on an element what a host said in one object: attributes by their names, properties by theirs.
function apply(element, options) {
  for (const [name, value] of Object.entries(options)) {
    if (name === "view" || name === "authProvider" || name === "paused") element[name] = value;
    else {
      const attribute = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      if (value === null || value === undefined || value === false) element.removeAttribute(attribute);
      else element.setAttribute(attribute, value === true ? "" : value);
    }
  }
}

/** Puts a panel into an element, for hosts that want a function instead of markup. */
export function mount(place, options = {}) {
  const element = document.createElement("recall-tasks");
  apply(element, options);
  place.append(element);
  return {
    element,
    ready: element.ready,
    update: (changes) => apply(element, changes),
    unmount() {
      element.destroy();
      element.remove();
    },
  };
}

/** The same in the terms of single-spa: `domElement` is where, `options` is what. */
const mounted = new Map();
export const lifecycles = {
  bootstrap: async () => {},
  async mount({ name, domElement, options }) {
    const panel = mount(domElement, options);
    mounted.set(name, panel);
    // A panel that can't stand says so in its place; the shell goes on.
    const failed = new Promise((resolve) => panel.element.addEventListener("recall:error", resolve, { once: true }));
    await Promise.race([panel.ready, failed]);
  },
  async update({ name, options = {} }) {
    mounted.get(name)?.update(options);
  },
  async unmount({ name }) {
    mounted.get(name)?.unmount();
    mounted.delete(name);
  },
};
