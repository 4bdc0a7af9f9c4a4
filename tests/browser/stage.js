// The stage that the panel stands on in these tests. Its network, its clock, its address and what it knows of the
// world are the test's own, so that each step happens when the test says so and in the order that it says.

const real = {
  fetch: window.fetch,
  Request: window.Request,
  Blob: window.Blob,
  setTimeout: window.setTimeout,
  clearTimeout: window.clearTimeout,
  setInterval: window.setInterval,
  clearInterval: window.clearInterval,
  now: Date.now,
  createObjectURL: URL.createObjectURL,
  click: HTMLAnchorElement.prototype.click,
  addEventListener: EventTarget.prototype.addEventListener,
  removeEventListener: EventTarget.prototype.removeEventListener,
};

// What outlives a panel. A listener on anything else goes with it.
const lasting = () => [window, document, document.documentElement, document.body];

// A request whose body can be looked at without waiting.
class NotedRequest extends real.Request {
  constructor(input, init) {
    super(input, init);
    this.noted = init?.body ?? input.noted ?? "";
  }
}

// A file whose text can be looked at without waiting.
class NotedBlob extends real.Blob {
  constructor(parts, options) {
    super(parts, options);
    this.noted = parts.join("");
  }
}

let inUse;

export class Stage {
  constructor(query) {
    // A test that failed before has not cleared its stage.
    inUse?.clear();
    this.calls = [];
    this.heedsAborts = true;
    this.timers = new Map();
    this.lastTimer = 0;
    this.listeners = [];
    this.online = true;
    this.hidden = false;
    this.time = Date.UTC(2025, 7, 17, 11, 31, 2);
    this.errors = [];

    // What another test left behind is nobody's memory.
    localStorage.clear();
    this.goTo(query);
    // The browser takes no more than a few changes of the address a second, and these tests make more.
    history.pushState = (_state, _title, url) => this.moveTo(url, 1);
    history.replaceState = (_state, _title, url) => this.moveTo(url, 0);
    window.fetch = (input, init) => this.fetch(new NotedRequest(input, init));
    window.Request = NotedRequest;
    this.files = [];
    window.Blob = NotedBlob;
    let offered;
    URL.createObjectURL = (blob) => {
      offered = blob.noted;
      return real.createObjectURL.call(URL, blob);
    };
    const { files } = this;
    HTMLAnchorElement.prototype.click = function () {
      files.push(this.download, offered);
    };
    window.setTimeout = (act, delay = 0) => this.start(act, delay, false);
    window.setInterval = (act, delay = 0) => this.start(act, delay, true);
    window.clearTimeout = window.clearInterval = (id) => this.timers.delete(id);
    Date.now = () => this.time;
    Object.defineProperty(navigator, "onLine", { configurable: true, get: () => this.online });
    Object.defineProperty(document, "hidden", { configurable: true, get: () => this.hidden });
    this.countListeners();
    real.addEventListener.call(window, "error", this);
    this.clear = () => {
      real.removeEventListener.call(window, "error", this);
      restore();
      // A panel that was left behind must not hear what happens on the next stage.
      for (const { target, type, act } of this.listeners) target.removeEventListener(type, act);
    };
    inUse = this;
  }

  handleEvent(event) {
    this.errors.push(event.message);
  }

  // The address that the panel finds when it looks.
  goTo(query) {
    const search = query && `?${query}`;
    if (location.search !== search) History.prototype.replaceState.call(history, null, "", search || location.pathname);
    this.query = query;
    this.places = 0;
  }

  // The address that the panel writes.
  moveTo(url, places) {
    this.query = url.split("?")[1] ?? "";
    this.places += places;
  }

  fetch(request) {
    const call = { url: request.url, method: request.method, body: request.noted, open: true, aborted: false };
    this.calls.push(call);
    return new Promise((resolve, reject) => {
      call.answer = (response) => {
        call.open = false;
        resolve(response);
      };
      call.break = () => {
        call.open = false;
        reject(new TypeError("Failed to fetch"));
      };
      const abort = () => {
        call.aborted = true;
        if (this.heedsAborts && call.open) {
          call.open = false;
          reject(request.signal.reason);
        }
      };
      request.signal.aborted ? abort() : real.addEventListener.call(request.signal, "abort", abort);
    });
  }

  answer(at, status, text, retryAfter) {
    const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
    const response = new Response(text, { status, headers });
    // A body is read in a task of its own, which would make the order of answers the browser's choice.
    response.text = () => Promise.resolve(text);
    this.calls[at].answer(response);
  }

  break(at) {
    this.calls[at].break();
  }

  start(act, delay, repeats) {
    this.lastTimer += 1;
    this.timers.set(this.lastTimer, { act, delay, repeats, due: this.time + delay });
    return this.lastTimer;
  }

  // Moves the clock on and rings whatever is due by then, the earliest first.
  pass(milliseconds) {
    const end = this.time + milliseconds;
    for (;;) {
      const [id, timer] = [...this.timers].sort(([, a], [, b]) => a.due - b.due)[0] ?? [];
      if (!timer || timer.due > end) break;
      this.time = Math.max(this.time, timer.due);
      if (timer.repeats) timer.due += Math.max(timer.delay, 1);
      else this.timers.delete(id);
      timer.act();
    }
    this.time = end;
  }

  // Sets the browser's clock, as people and time servers do: no timer rings for that.
  set(milliseconds) {
    this.time += milliseconds;
    for (const timer of this.timers.values()) timer.due += milliseconds;
  }

  countListeners() {
    const { listeners } = this;
    const same = (a, target, type, act) => a.target === target && a.type === type && a.act === act;
    EventTarget.prototype.addEventListener = function (type, act, options) {
      const target = this ?? window;
      if (lasting().includes(target) && !listeners.some((known) => same(known, target, type, act))) {
        listeners.push({ target, type, act });
      }
      return real.addEventListener.call(target, type, act, options);
    };
    EventTarget.prototype.removeEventListener = function (type, act, options) {
      const target = this ?? window;
      const at = listeners.findIndex((known) => same(known, target, type, act));
      if (at >= 0) listeners.splice(at, 1);
      return real.removeEventListener.call(target, type, act, options);
    };
  }

  // What goes on at the moment, in words, so that a failed test names what was left behind.
  underWay() {
    return [
      ...this.calls.filter((call) => call.open && !call.aborted).map((call) => `request to ${call.url}`),
      ...[...this.timers.values()].map((timer) => `timer of ${timer.delay} ms`),
      ...this.listeners.map((listener) => `listener for ${listener.type}`),
    ];
  }
}

function restore() {
  const { now, createObjectURL, click, addEventListener, removeEventListener, ...ofWindow } = real;
  Object.assign(window, ofWindow);
  Object.assign(EventTarget.prototype, { addEventListener, removeEventListener });
  Date.now = now;
  URL.createObjectURL = createObjectURL;
  HTMLAnchorElement.prototype.click = click;
  delete navigator.onLine;
  delete document.hidden;
  delete history.pushState;
  delete history.replaceState;
}

// Resolves once everything that has been set going has come to rest: nothing on the stage takes a task of its own,
// and the browser begins the next task only when there is no promise left to go on with.
export function settled() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

// Resolves once an event has come.
export function event(target, name) {
  return new Promise((resolve) => real.addEventListener.call(target, name, resolve, { once: true }));
}

// Notes which nodes change below a node.
export class Watch {
  constructor(node) {
    this.records = [];
    this.observer = new MutationObserver((records) => this.records.push(...records));
    this.observer.observe(node, { subtree: true, childList: true, characterData: true, attributes: true });
  }

  // The nodes that have changed since the last look, each once.
  changed() {
    const records = [...this.records, ...this.observer.takeRecords()];
    this.records = [];
    return [...new Set(records.map((record) => record.target))];
  }
}
