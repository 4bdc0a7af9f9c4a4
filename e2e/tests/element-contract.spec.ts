// The element's contract in an empty page: attributes, properties, methods and events, in whatever order a host uses them.
import type { Page } from "@playwright/test";
import type { RecallTasks, RecallTasksAttributes } from "@recall-desk/recall-tasks";

import { expect, test } from "../harness/behind";
import { QUESTIONS } from "../harness/desk";
import { element, heard, listen, rows, stateOf } from "../harness/element";
import { Held } from "../harness/held";
import type { Portal } from "../harness/portal";

type Attributes = Partial<Record<keyof RecallTasksAttributes, string>>;

let warnings: string[];

test.beforeEach(async ({ context, page, portal }) => {
  await portal.signIn(context);
  await listen(page);
  warnings = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  await page.goto(new URL("/", portal.panel).href);
});

/** Puts an element with these attributes into the page. */
async function put(page: Page, portal: Portal, attributes: Attributes = {}): Promise<void> {
  await page.evaluate(
    async ([script, attributes]) => {
      await import(script);
      const panel = document.createElement("recall-tasks");
      for (const [name, value] of Object.entries(attributes)) panel.setAttribute(name, value);
      document.body.append(panel);
    },
    [`${portal.panel}recall-tasks.js`, { view: "range=30d&size=10", ...attributes }] as const,
  );
}

const set = (page: Page, name: string, value: string | null): Promise<void> =>
  element(page).evaluate(
    (e, [name, value]) => (value === null ? e.removeAttribute(name) : e.setAttribute(name, value)),
    [name, value] as const,
  );

test("every attribute is live, and none mounts it again", async ({ page, portal }) => {
  await put(page, portal);
  await expect(rows(element(page))).toHaveCount(10);
  await element(page).evaluate((e) => Object.assign(e.shadowRoot!.querySelector(".recall")!, { mine: true }));
  const look = element(page).locator(".recall");
  await set(page, "theme", "dark");
  await expect(look).toHaveAttribute("data-theme", "dark");
  await set(page, "density", "compact");
  await expect(look).toHaveAttribute("data-density", "compact");
  await set(page, "refresh", "300");
  await expect(element(page).getByRole("combobox", { name: "Auto-refresh" })).toHaveValue("300");
  await set(page, "tz", "utc");
  await expect(element(page).getByRole("columnheader", { name: /Created/ })).toBeVisible();
  expect(await element(page).evaluate((e: RecallTasks) => e.getView())).toContain("tz=utc");
  await set(page, "lang", "zh-Hans");
  await expect(element(page).getByRole("button", { name: "立即刷新" })).toBeVisible();
  await set(page, "lang", null);
  await expect(element(page).getByRole("button", { name: "Refresh now" })).toBeVisible();
  await set(page, "url-sync", "query");
  await element(page).getByRole("button", { name: "Next page" }).click();
  await expect(page).toHaveURL(/rt\.page=2/);
  await set(page, "url-prefix", "calls.");
  await element(page).getByRole("button", { name: "Next page" }).click();
  await expect(page).toHaveURL(/calls\.page=3/);
  await set(page, "url-sync", null);
  await element(page).getByRole("button", { name: "First page" }).click();
  await expect(element(page).getByLabel("Go to page")).toHaveValue("1");
  await expect(page).toHaveURL(/calls\.page=3/);
  expect(await look.evaluate((e: HTMLElement & { mine?: boolean }) => e.mine)).toBe(true);
  expect(await heard(page, "ready")).toHaveLength(1);
  expect(warnings).toEqual([]);
});

const WRONG: [keyof RecallTasksAttributes, string][] = [
  ["lang", "de"],
  ["tz", "Mars"],
  ["theme", ""],
  ["density", "COMPACT"],
  ["refresh", "31"],
  ["refresh", "30s"],
  ["url-sync", "yes"],
  ["url-prefix", "a=b&"],
  ["heading-level", "7"],
];
test("what an attribute can't say is left out with a warning, at the start and later", async ({ page, portal }) => {
  await put(page, portal, Object.fromEntries(WRONG));
  await expect(rows(element(page))).toHaveCount(10);
  const told = (name: string, value: string) => `<recall-tasks>: ${name}="${value}" is not one of its values, so it is left out.`;
  // The prefix is of interest only where the address is kept in step.
  const read = [...new Map(WRONG)].filter(([name]) => name !== "url-prefix");
  for (const [name, value] of read) expect(warnings).toContain(told(name, value));
  await expect(page.getByRole("heading", { level: 2 })).toBeVisible();
  for (const [name, value] of WRONG) {
    warnings = [];
    await set(page, name, null);
    await set(page, name, value);
    if (name !== "url-prefix") expect(warnings, name).toContain(told(name, value));
  }
  await set(page, "no-such-attribute", "x");
  await set(page, "label", "x".repeat(10_000));
  await expect(page.getByRole("heading", { name: "x".repeat(120), exact: true })).toBeVisible();
  expect(await element(page).getByRole("note").count()).toBe(0);
  expect(page.url()).toBe(new URL("/", portal.panel).href);
  expect(await heard(page, "error")).toEqual([]);
});

test("views that are none change nothing", async ({ page, portal }) => {
  await put(page, portal);
  await expect(rows(element(page))).toHaveCount(10);
  const before = await element(page).evaluate((e: RecallTasks) => e.getView());
  await element(page).evaluate((e) => {
    const panel = e as never as { setView(...any: unknown[]): void; view: unknown };
    for (const view of [7, {}, ["status=4"], true, Symbol.iterator, "q=".padEnd(2_049, "x")]) panel.setView(view);
    panel.view = 7;
  });
  expect(await element(page).evaluate((e: RecallTasks) => e.view)).toBe(before);
  expect(warnings).toHaveLength(7);
  // A view whose values can't be used is the panel's matter: it says so to its user.
  await element(page).evaluate((e: RecallTasks) => e.setView("range=30d&size=10&page=minus&status=4,x&__proto__=1&task=abc"));
  await expect(element(page).getByText(/page=minus/)).toBeVisible();
  await element(page).evaluate((e: RecallTasks) => e.focusTask("<img src=x>"));
  await expect(element(page).getByText(/task=<img src=x>/)).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("what is set before the element is defined is kept", async ({ page, portal }) => {
  await page.evaluate(async (script) => {
    const early = document.createElement("recall-tasks") as HTMLElement & Record<string, unknown>;
    Object.assign(early, { view: "range=30d&size=20&lang=zh-CN", paused: true, authProvider: () => ({ headers: { "X-Token": "early" } }) });
    document.body.append(early);
    await import(script);
  }, `${portal.panel}recall-tasks.js`);
  await expect(rows(element(page))).toHaveCount(20);
  await expect(element(page).getByRole("button", { name: "恢复自动刷新" })).toBeVisible();
  expect(await element(page).evaluate((e: RecallTasks) => [e.paused, typeof e.authProvider])).toEqual([true, "function"]);
  await element(page).evaluate((e: RecallTasks) => (e.paused = false));
  await expect(element(page).getByRole("button", { name: "暂停自动刷新" })).toBeVisible();
});

test("calls in the wrong order do no harm", async ({ page, portal }) => {
  const states = await page.evaluate(async (script) => {
    const { mount } = await import(script);
    const panel = document.createElement("recall-tasks") as RecallTasks;
    const states: string[] = [panel.state];
    const use = () => {
      panel.refresh();
      panel.setView("range=30d&size=10&status=4", { replace: true });
      panel.focusTask("9007199254740993");
      panel.paused = !panel.paused;
      panel.setAttribute("base", "/ops/recall");
      panel.setAttribute("view", "range=30d&size=10");
      states.push(panel.state);
    };
    use();
    document.body.append(panel);
    use();
    // Twice in and out before it stands, and in a listener of its own.
    for (const _ of [1, 2]) {
      panel.remove();
      document.body.append(panel);
    }
    panel.addEventListener("recall:ready", () => {
      use();
      panel.remove();
      document.body.append(panel);
    });
    await panel.ready;
    use();
    panel.destroy();
    use();
    panel.remove();
    document.body.append(panel);
    states.push(panel.state);
    // What would come of it comes in later tasks.
    for (const _ of [1, 2]) await new Promise((resolve) => setTimeout(resolve));
    states.push(panel.state);
    panel.remove();
    const mounted = mount(document.body, { view: "range=30d&size=10", noTitle: true, headingLevel: 3, nonsense: {}, label: null });
    mounted.unmount();
    mounted.unmount();
    mounted.update({ view: "status=4", label: "Late" });
    return states;
  }, `${portal.panel}recall-tasks.js`);
  expect(states).toEqual(["idle", "idle", "loading", expect.any(String), expect.any(String), "destroyed", "destroyed", "destroyed"]);
  await expect(element(page)).toHaveCount(0);
});

test("functions mount, change and unmount it", async ({ page, portal }) => {
  await page.evaluate(async (script) => {
    const { mount } = await import(script);
    const panel = mount(document.body, { view: "range=30d&size=10", label: "Recalls", headingLevel: 3, theme: "dark" });
    Object.assign(window, { panel });
    await panel.ready;
  }, `${portal.panel}recall-tasks.js`);
  await expect(page.getByRole("heading", { name: "Recalls", level: 3 })).toBeVisible();
  await page.evaluate(() => (window as never as { panel: { update(o: object): void } }).panel.update({ view: "range=30d&size=20", label: null, theme: undefined, noTitle: true }));
  await expect(rows(element(page))).toHaveCount(20);
  await expect(page.getByRole("heading")).toHaveCount(0);
  await expect(element(page)).not.toHaveAttribute("theme");
  await page.evaluate(() => (window as never as { panel: { unmount(): void } }).panel.unmount());
  await expect(element(page)).toHaveCount(0);
});

test.describe("when requests fail", () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  test("its state and its events say how it is", async ({ context, page, portal, vendor }) => {
    const answers = await Held.back(page);
    await put(page, portal, { refresh: "0" });
    await answers.arrived;
    expect(await stateOf(element(page))).toBe("loading");
    await answers.release();
    await expect.poll(() => stateOf(element(page))).toBe("ready");
    await page.unroute(QUESTIONS);
    await vendor.failAlways({ code: -2 });
    await element(page).evaluate((e: RecallTasks) => e.refresh());
    await expect.poll(() => stateOf(element(page))).toBe("error");
    expect(await heard(page, "error")).toEqual([{ kind: "vendor-ip-blocked", requestId: expect.stringMatching(/^[\w-]+$/) }]);
    await context.setOffline(true);
    await element(page).evaluate((e: RecallTasks) => e.refresh());
    await expect.poll(() => stateOf(element(page))).toBe("offline");
    expect((await heard(page, "error")).at(-1)).toEqual({ kind: "offline", requestId: null });
    await context.setOffline(false);
  });
});

test("its events leave a shadow root of the host's, and what they carry is plain data", async ({ page, portal }) => {
  await page.evaluate(async (script) => {
    await import(script);
    const place = document.createElement("div");
    place.attachShadow({ mode: "open" }).innerHTML = '<recall-tasks view="range=30d&size=10"></recall-tasks>';
    document.body.append(place);
  }, `${portal.panel}recall-tasks.js`);
  await expect(rows(element(page))).toHaveCount(10);
  await rows(element(page)).first().getByRole("button").first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  const all = await page.evaluate(() => {
    const { heard } = window as never as { heard: [string, unknown][] };
    return heard.map(([name, detail]) => [name, JSON.stringify(detail) === JSON.stringify(structuredClone(detail))]);
  });
  expect(all).toEqual([["ready", true], ["data", true], ["taskopen", true], ["viewchange", true]]);
});

test("used without url-sync it leaves title, address, history, scrolling and cookies alone, and its sheet is one", async ({ page, portal }) => {
  await page.evaluate(() => (document.body.innerHTML = '<input autofocus><div style="height: 900px"></div>'));
  await page.locator("input").focus();
  await put(page, portal);
  await put(page, portal);
  await expect(rows(element(page).nth(1))).toHaveCount(10);
  const outside = () =>
    page.evaluate(() => [document.title, location.href, history.length, scrollY, document.cookie, document.activeElement!.tagName]);
  const before = await outside();
  expect(before.at(-1)).toBe("INPUT");
  await element(page).first().evaluate((e: RecallTasks) => {
    e.setView("range=30d&size=20");
    e.refresh();
    e.lang = "zh-CN";
  });
  await expect(rows(element(page).first())).toHaveCount(20);
  expect(await outside()).toEqual(before);
  await element(page).nth(1).getByRole("button", { name: "Next page" }).dispatchEvent("click");
  await expect(element(page).nth(1).getByLabel("Go to page")).toHaveValue("2");
  expect((await outside()).slice(0, 5)).toEqual(before.slice(0, 5));
  const sheets = await page.evaluate(() =>
    [...document.querySelectorAll("recall-tasks")].map((e) => [...e.shadowRoot!.adoptedStyleSheets]).map(([sheet, ...more], _, all) => [sheet === all[0]![0], more.length]),
  );
  expect(sheets).toEqual([[true, 0], [true, 0]]);
});

test("it suits the width that it has been given, not the window's", async ({ page, portal }) => {
  await put(page, portal);
  await expect(element(page).getByRole("button", { name: /^Filters/ })).toBeHidden();
  await element(page).evaluate((e) => (e.style.width = "380px"));
  await expect(element(page).getByRole("button", { name: /^Filters/ })).toBeVisible();
});

test("what the status region says for a moment is seen at the end of what can be seen of it", async ({ page, portal }) => {
  await put(page, portal, { view: "range=30d&size=100" });
  await expect(rows(element(page))).toHaveCount(100);
  const before = await element(page).evaluate((e) => e.clientHeight);
  await element(page).getByRole("button", { name: "Copy link" }).click();
  const toast = element(page).locator(".toast.shown");
  await expect(toast).toBeInViewport({ ratio: 1 });
  expect(await element(page).evaluate((e) => e.clientHeight)).toBe(before);
});
