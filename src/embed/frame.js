// The panel in a frame of somebody else's page: the messages of the host contract, version 1 (docs/embedding.md).
//
// One handshake: the child says `hello`, the parent answers once with `init` and a port, and everything else goes over
// the port. Nothing is taken from anybody but the parent, and only from an origin that the relay lists.

const CONTRACT = 1;
// In bytes, and in characters.
const LONGEST = 65_536;
const LONGEST_VIEW = 2_048;
const ALONE_AFTER = 2_000;
// How many identifiers are remembered: a page that says at each scrolling what can be seen says a great deal.
const REMEMBERED = 1_000;
const LOOKS = ["lang", "tz", "theme", "density", "refresh"];

/** The origins that the relay lets frame the panel: it says so in the policy of every answer. */
async function allowedOrigins(base) {
  const answer = await fetch(base, { method: "HEAD" });
  const policy = answer.headers.get("content-security-policy") ?? "";
  const listed = /frame-ancestors ([^;]*)/.exec(policy)?.[1] ?? "";
  return new Set(listed.split(" ").map((source) => (source === "'self'" ? location.origin : source)));
}

const isView = (view) => typeof view === "string" && view.length <= LONGEST_VIEW;

const isMessage = (data) =>
  data?.recall === 1 && typeof data.id === "number" && typeof data.type === "string" && size(data) <= LONGEST;

function size(data) {
  try {
    return new TextEncoder().encode(JSON.stringify(data)).length;
  } catch {
    return Infinity;
  }
}

/** What the panel is given for a host, and what the parent's messages do with the panel. */
export class Frame {
  #port;
  #queue = [];
  #last = 0;
  #ids = new Set();
  #panel;
  #height = 0;
  #observer;
  #base;

  constructor(base) {
    this.#base = base;
  }

  // The side of the panel; see src/browser/host.rs.

  query() {
    return location.search.slice(1);
  }

  moved(query) {
    // An entry of the frame's history would be one of the parent's, whose Back it is not.
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    this.#say("viewchange", { view: query });
  }

  link() {
    return location.href;
  }

  opening(id) {
    this.#say("taskopen", { keyId: id });
    return true;
  }

  state() {}

  data(total, fetchedAt, stale) {
    this.#say("data", { total: Number(total), fetchedAt: new Date(Number(fetchedAt) * 1000).toISOString(), stale });
  }

  failed(kind, requestId) {
    this.#say(kind === "unauthenticated" ? "authrequired" : "error", { kind, requestId: requestId ?? null });
  }

  // The side of the parent.

  /** Says hello and resolves once the parent has answered, or after two seconds without it. */
  async meet() {
    const allowed = await allowedOrigins(this.#base).catch(() => new Set());
    let met;
    const answered = new Promise((resolve) => (met = resolve));
    const listen = (event) => {
      const { source, origin, data, ports } = event;
      if (source !== parent || !allowed.has(origin) || !isMessage(data) || data.type !== "init" || ports.length !== 1) return;
      removeEventListener("message", listen);
      this.#port = ports[0];
      this.#port.onmessage = ({ data }) => this.#hear(data);
      this.#init(Object(data.data));
      met();
    };
    addEventListener("message", listen);
    // Versions only: whoever frames the page may hear that it is there.
    parent.postMessage({ recall: 1, id: ++this.#last, type: "hello", data: { versions: [CONTRACT] } }, "*");
    await Promise.race([answered, new Promise((resolve) => setTimeout(resolve, ALONE_AFTER))]);
    // Who answers now comes too late: the panel is at work.
    removeEventListener("message", listen);
  }

  /** Takes over the panel once it stands. */
  adopt(panel) {
    this.#panel = panel;
    this.#say("ready", { contract: CONTRACT });
    for (const message of this.#queue.splice(0)) this.#do(message);
  }

  #init({ view, appearance, locale, autoHeight }) {
    if (isView(view)) this.#set(new URLSearchParams(view));
    this.#look({ ...appearance, ...locale });
    if (autoHeight) this.#watchHeight();
  }

  #hear(message) {
    // The same message twice is one message.
    if (!isMessage(message) || this.#ids.has(message.id)) return;
    this.#ids.add(message.id);
    if (this.#ids.size > REMEMBERED) this.#ids.delete(this.#ids.values().next().value);
    if (this.#panel) this.#do(message);
    else this.#queue.push(message);
  }

  #do({ id, type, ...rest }) {
    // Of whatever kind it is, it can be looked into.
    const data = Object(rest.data);
    switch (type) {
      case "setView":
        if (isView(data.view)) this.#go(data.view);
        break;
      case "setAppearance":
      case "setLocale":
        this.#look(data);
        this.#panel.follow(this.query());
        break;
      case "refresh":
        this.#panel.refresh();
        break;
      case "pause":
        this.#panel.pause(data.paused !== false);
        break;
      case "auth":
        this.#signIn(data.headers);
        break;
      case "visible":
        this.#slice(data);
        break;
      case "ping":
        this.#say("pong", {}, id);
        break;
      case "destroy":
        this.#say("bye", {}, id);
        this.#observer?.disconnect();
        this.#panel.free();
        this.#panel = undefined;
        this.#port.close();
        break;
      default:
        this.#say("error", { kind: "unknown-message", type: type.slice(0, 40) }, id);
    }
  }

  // A view that the parent chose: it knows, so nothing is said. Looks and language are messages of their own and stay.
  #go(view) {
    const before = new URLSearchParams(this.query());
    const looks = [...before].filter(([name]) => LOOKS.includes(name));
    history.replaceState(null, "", `?${new URLSearchParams(looks)}`);
    this.#set(new URLSearchParams(view));
    this.#panel.follow(this.query());
  }

  // Looks and language alone: a view has a message of its own.
  #look(data) {
    this.#set(LOOKS.filter((name) => name in data).map((name) => [name, String(data[name])]));
  }

  #set(parameters) {
    const view = new URLSearchParams(this.query());
    for (const [name, value] of parameters) view.set(name, value);
    view.set("embed", "1");
    history.replaceState(null, "", `?${view}`);
  }

  #signIn(headers) {
    try {
      // What can't be the headers of a request is an error here.
      this.#panel.sendAlong([...new Headers(headers ?? {})].flat());
      this.#panel.refresh();
    } catch (error) {
      console.warn(`auth: ${error.message}`);
    }
  }

  #say(type, data, re) {
    this.#port?.postMessage({ recall: 1, id: ++this.#last, type, ...(re === undefined ? {} : { re }), data });
  }

  // The height that the content has by itself. The wrapper is measured, whose height doesn't follow the frame's.
  #watchHeight() {
    document.documentElement.classList.add("auto-height");
    this.#observer = new ResizeObserver(([entry]) => {
      const height = Math.ceil(entry.borderBoxSize[0].blockSize);
      if (height === this.#height) return;
      this.#height = height;
      requestAnimationFrame(() => this.#say("resize", { height: this.#height }));
    });
    this.#observer.observe(document.getElementById("app"));
  }

  // The part of the frame that can be seen, in pixels from its top: dialogs open in it.
  #slice({ top, height }) {
    if (!(Number.isFinite(top) && Number.isFinite(height) && top >= 0 && height > 0)) return;
    const { style } = document.documentElement;
    style.setProperty("--slice-top", `${top}px`);
    style.setProperty("--slice-height", `${height}px`);
  }
}
