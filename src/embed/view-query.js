// Views as query strings, and the keys by which an element keeps its own in the address of somebody else's page.

/** A query string with some parameters set, or taken out where the value is null. */
export function changed(query, changes) {
  const view = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) view.delete(name);
    else view.set(name, value);
  }
  return view.toString();
}

/** The page's address, in which an element keeps its view where its attribute `url-sync` says so. */
export class Address {
  #says;
  #onBack;

  /** `says` gives what an attribute says, and `onBack` is called when the user went back or forward to another view. */
  constructor(says, onBack) {
    this.#says = says;
    this.#onBack = onBack;
  }

  get #isKept() {
    return this.#says("url-sync") === "query";
  }

  get #prefix() {
    return this.#says("url-prefix") ?? "rt.";
  }

  /** Listens, or not any more, as the attributes have it. */
  listen() {
    this.rest();
    if (this.#isKept) addEventListener("popstate", this.#onBack);
  }

  rest() {
    removeEventListener("popstate", this.#onBack);
  }

  /** A view with what the address says of it in its place. */
  over(view) {
    if (!this.#isKept) return view;
    const prefix = this.#prefix;
    const own = [...new URLSearchParams(location.search)].filter(([name]) => name.startsWith(prefix));
    return changed(view, Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value])));
  }

  /** Puts a view there, with an entry of its own in the history or in the place of the present one. */
  keep(view, push) {
    if (!this.#isKept) return;
    const { href } = this.#with(view);
    // The state is the host's router's: a new entry of ours begins with what it knows of the place.
    if (href !== location.href) history[push ? "pushState" : "replaceState"](history.state, "", href);
  }

  /** A link to a view: to the page around it if that keeps the view, else to the panel's own page. */
  link(view, base) {
    const isThere = this.#isKept || this.#says("url-sync") === "manual";
    return isThere ? this.#with(view).href : new URL(`?${view}`, base).href;
  }

  // The keys of others stay.
  #with(view) {
    const url = new URL(location.href);
    for (const name of [...url.searchParams.keys()]) {
      if (name.startsWith(this.#prefix)) url.searchParams.delete(name);
    }
    for (const [name, value] of new URLSearchParams(view)) url.searchParams.append(this.#prefix + name, value);
    return url;
  }
}
