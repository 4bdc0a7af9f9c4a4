// <recall-tasks>: the panel as an element of somebody else's page. The contract, version 1, stands in docs/embedding.md.
//
// Loading this file defines the element and nothing else: the panel's code comes with the first element that is
// connected, once for all of them.

import { ATTRIBUTES, PARAMETERS, choice, warn } from "./attributes.js";
import { FILES, load } from "./code.js";
import { lifecycles, mount } from "./functions.js";
import { SignIn } from "./sign-in.js";
import { STOPPED, onTrap } from "./trap.js";
import { Address, changed } from "./view-query.js";
import { NOT_LOADED, say } from "./words.js";

export { lifecycles, mount };

const CONTRACT = 1;
const VERSION = "__VERSION__";

// Whether the panel's code has stopped for good, for all elements.
let dead = false;

export class RecallTasks extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #panel;
  #view = "";
  #started = false;
  #state = "idle";
  #paused = false;
  #signIn = new SignIn(() => this.#renew("expiry"));
  #address = new Address((name) => choice(this, name), () => this.#back());
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

  // What the panel calls; see src/browser/host.rs.
  #hostOf(boot) {
    const current = () => this.#boot === boot && this.#panel;
    return {
      query: () => changed(this.#view, { embed: "1" }),
      moved: (query, push) => {
        if (!current()) return;
        this.#view = changed(query, { embed: null });
        this.#address.keep(this.#view, push);
        this.#tell("viewchange", { view: this.#view });
      },
      link: () => this.#address.link(this.#view, this.#base()),
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
    else if (PARAMETERS.includes(name)) this.#go(changed(this.#view, { [name]: choice(this, name) }), false);
    else if (name === "heading-level" || name === "no-title" || name === "label") this.#entitle();
    else if (name === "base" && this.#panel) {
      this.#stop();
      if (this.isConnected) this.connectedCallback();
    } else if (name.startsWith("url-") && this.#panel) this.#address.listen();
  }

  async #start(boot) {
    const host = (this.#host = this.#hostOf(boot));
    this.#state = "loading";
    // Put in again, it goes on with what it showed before.
    if (!this.#started) this.#view = this.#wanted(this.#view || undefined);
    this.#started = true;
    this.#address.listen();
    if (dead) {
      this.#stopped();
      return;
    }
    this.#watch = onTrap(FILES, () => this.#stopped());
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
    this.#address.rest();
  }

  // The code has stopped. Nothing can be asked of the panel any more, not even to go.
  #stopped() {
    dead = true;
    this.#end();
    this.#fail(STOPPED, "stopped");
  }

  // Says in words that there is no panel, or none that does anything.
  #fail(words, kind) {
    this.#state = "error";
    say(this.shadowRoot, words);
    this.#tell("error", { kind, requestId: null });
  }

  #base() {
    const base = new URL(this.getAttribute("base") || "./", this.getAttribute("base") ? location.href : import.meta.url);
    return base.href.endsWith("/") ? base.href : `${base.href}/`;
  }

  // The view that the page asks for, and where it shares its address the element's keys in that.
  #wanted(view = this.getAttribute("view") ?? "") {
    return this.#address.over(this.#dressed(view));
  }

  // A view as the attributes would have it, where it doesn't say itself.
  #dressed(view) {
    const look = PARAMETERS.map((name) => [name, choice(this, name)]).filter(([, value]) => value !== null);
    return changed(new URLSearchParams(look), { ...Object.fromEntries(new URLSearchParams(view)), embed: null });
  }

  #back() {
    const view = this.#wanted();
    if (!this.#panel || view === this.#view) return;
    this.#view = view;
    this.#follow();
    this.#tell("viewchange", { view });
  }

  #entitle() {
    const level = this.hasAttribute("no-title") ? 0 : Number(choice(this, "heading-level") ?? 2);
    this.#ask((panel) => panel.entitle(level, (this.getAttribute("label") ?? "").slice(0, 120)));
  }

  // Goes to a view that the host page chose. No event: it knows.
  #go(view, push) {
    this.#view = view;
    if (!this.#panel) return;
    this.#address.keep(view, push);
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
