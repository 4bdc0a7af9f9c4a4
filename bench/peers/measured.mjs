// A step in a page, measured: how long until its result is painted, and how long the page's scripts ran for it.
import { readFile } from "node:fs/promises";

/** How long a page may take for anything, in milliseconds. */
const PATIENCE = 180_000;

/** What counts as running scripts in a trace: whatever calls into JavaScript or WebAssembly, and what that waits for. */
const SCRIPT = new Set([
  "EvaluateScript",
  "EventDispatch",
  "FireAnimationFrame",
  "FunctionCall",
  "MajorGC",
  "MinorGC",
  "RunMicrotasks",
  "TimerFire",
  "v8.callFunction",
  "v8.compile",
]);
/** What scripts may wait for, which is no script. */
const LAYOUT = new Set(["Layout", "UpdateLayoutTree"]);

/** Runs in the page, before its own scripts: waits for a result, and notes when it was painted. */
function watcher() {
  let begun = 0;
  for (const kind of ["click", "keydown"]) {
    addEventListener(kind, (event) => (begun = event.timeStamp), { capture: true });
  }
  const afterPaint = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now());
        channel.port2.postMessage(undefined);
      });
    });
  const isThere = ({ rows, first, total }, wanted) => {
    if (document.querySelectorAll(rows).length < (wanted.rows ?? 1)) return false;
    const text = document.querySelector(first)?.textContent ?? "";
    if (!text.includes(wanted.first ?? "") || !text.includes(wanted.status ?? "")) return false;
    if (wanted.total === undefined) return true;
    const said = /of ([\d,]+)/.exec(document.querySelector(total)?.textContent ?? "")?.[1];
    return Number(said?.replaceAll(",", "")) === wanted.total;
  };
  globalThis.painted = async (where, wanted) => {
    const value = () => wanted.value === undefined || document.activeElement?.value === wanted.value;
    while (!(isThere(where, wanted) && value())) await new Promise(requestAnimationFrame);
    const end = await afterPaint();
    return { sinceStart: end, sinceInput: end - begun };
  };
}

export class Measured {
  #page;
  #session;
  #contestant;

  static async page(context, contestant) {
    const measured = new Measured();
    await context.addInitScript(watcher);
    measured.#page = await context.newPage();
    measured.#session = await context.newCDPSession(measured.#page);
    measured.#contestant = contestant;
    return measured;
  }

  get page() {
    return this.#page;
  }

  /** Slows the network down: bits a second, and milliseconds before each answer. */
  async slowDown(bits, latency) {
    const throughput = bits / 8;
    await this.#session.send("Network.enable");
    await this.#session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    });
  }

  /** Opens an address; milliseconds from its start until the wanted rows were painted. */
  async open(url, wanted) {
    await this.#page.goto(url, { waitUntil: "commit" });
    return (await this.until(wanted)).sinceStart;
  }

  /** Waits until what is wanted is painted; milliseconds from the start of the page, and from the last input. */
  async until(wanted) {
    const { rows, first, total } = this.#contestant;
    const where = { rows, first, total };
    const painted = this.#page.evaluate(([where, wanted]) => globalThis.painted(where, wanted), [where, wanted]);
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${this.#page.url()} never showed ${JSON.stringify(wanted)}`)), PATIENCE);
    });
    return Promise.race([painted, late]).finally(() => clearTimeout(timer));
  }

  /** What a page had to fetch for what it shows, in bytes over the wire, calls left out. */
  async fetched() {
    return this.#page.evaluate(() =>
      [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .filter(({ name }) => !name.includes("/api/"))
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    );
  }

  /**
   * A step that begins with a click on something. Where it is, is found out before: to look for it runs in the page too, and
   * the more it shows, the longer.
   */
  async click(target, wanted) {
    await target.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await target.boundingBox();
    return this.step(() => this.#page.mouse.click(x + width / 2, y + height / 2), wanted);
  }

  /** Milliseconds from the input to the paint of what is wanted, and those of them that scripts took. */
  async step(act, wanted) {
    const events = [];
    const collect = ({ value }) => events.push(...value);
    this.#session.on("Tracing.dataCollected", collect);
    const categories = "devtools.timeline,v8,disabled-by-default-v8.gc";
    await this.#session.send("Tracing.start", { categories, transferMode: "ReportEvents" });
    const until = this.until(wanted);
    await act();
    const { sinceInput } = await until;
    const complete = new Promise((resolve) => this.#session.once("Tracing.tracingComplete", resolve));
    await this.#session.send("Tracing.end");
    await complete;
    this.#session.off("Tracing.dataCollected", collect);
    return { wall: sinceInput, script: scriptTime(events) };
  }

  /** What the process of the page holds, in bytes, after a collection of garbage. */
  async memory(browser) {
    await this.#session.send("HeapProfiler.collectGarbage");
    const whole = await browser.newBrowserCDPSession();
    const { processInfo } = await whole.send("SystemInfo.getProcessInfo");
    await whole.detach();
    const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => share(id));
    return Math.max(...(await Promise.all(sizes)));
  }
}

async function share(process) {
  const text = await readFile(`/proc/${process}/smaps_rollup`, "utf8");
  return Number(/^Pss: +(\d+) kB/m.exec(text)[1]) * 1024;
}

/** Milliseconds in which scripts ran on the main thread of the page, layout that they waited for left out. */
function scriptTime(events) {
  const names = events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const threads = new Set(names.map(({ pid, tid }) => `${pid}/${tid}`));
  const spans = (kinds) =>
    events
      .filter(({ name, ph, pid, tid }) => ph === "X" && kinds.has(name) && threads.has(`${pid}/${tid}`))
      .map(({ ts, dur }) => [ts, ts + (dur ?? 0)])
      .sort(([one], [other]) => one - other);
  return (union(spans(SCRIPT)) - overlap(spans(SCRIPT), spans(LAYOUT))) / 1_000;
}

function merged(spans) {
  const out = [];
  for (const [start, end] of spans) {
    const last = out.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}

const union = (spans) => merged(spans).reduce((sum, [start, end]) => sum + end - start, 0);

/** How long both of two are going on. */
function overlap(spans, others) {
  return union(spans) + union(others) - union([...spans, ...others].sort(([one], [other]) => one - other));
}
