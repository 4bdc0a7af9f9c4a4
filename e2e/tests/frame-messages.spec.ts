// The messages between a frame and a parent of the test's own: each of them, and whatever is none.
import type { Page } from "@playwright/test";

import { expect, test } from "../harness/behind";
import { type ParentPage, heard, hellos, put as putAt, rows, say } from "../harness/parent";
import type { Portal } from "../harness/portal";

declare const parentPage: ParentPage;

test.beforeEach(async ({ context, page, portal }) => {
  await portal.signIn(context);
  await page.goto(new URL("/", portal.panel).href);
});

/** Frames the panel in a page of its own origin. */
const put = (page: Page, portal: Portal, init: unknown, query = "embed=1"): Promise<void> => putAt(page, `${portal.panel}?${query}`, init);
const search = (page: Page): Promise<string> => page.evaluate(() => document.querySelector("iframe")!.contentWindow!.location.search);

test("a child says which versions it speaks, then everything else over the port", async ({ page, portal }) => {
  const init = { view: "range=30d&size=10", appearance: { theme: "dark" }, locale: { lang: "en", tz: "utc" } };
  await put(page, portal, init);
  await expect(rows(page)).toHaveCount(10);
  expect(await hellos(page)).toEqual([{ recall: 1, id: 1, type: "hello", data: { versions: [1] } }]);
  expect(new URLSearchParams(await search(page)).toString()).toBe("embed=1&range=30d&size=10&lang=en&tz=utc&theme=dark");
  await expect.poll(() => heard(page, "data")).toHaveLength(1);
  const all = await page.evaluate(() => parentPage.heard);
  expect(all.map(({ type }) => type)).toEqual(["ready", "data"]);
  expect(all[0]!.data).toEqual({ contract: 1 });
  expect(all[1]!.data).toEqual({ total: expect.any(Number), fetchedAt: expect.stringMatching(/Z$/), stale: false });
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

test("each message does what it is for", async ({ page, portal }) => {
  const frame = page.frameLocator("iframe");
  await put(page, portal, { view: "range=30d&size=10&refresh=0" });
  await expect(rows(page)).toHaveCount(10);
  await say(page, "setView", { view: "range=30d&size=20" });
  await expect(rows(page)).toHaveCount(20);
  expect(await heard(page, "viewchange")).toEqual([]);
  await frame.getByRole("button", { name: "Next page" }).click();
  await expect.poll(() => heard(page, "viewchange")).toMatchObject([{ data: { view: expect.stringContaining("page=2") } }]);
  await say(page, "pause", { paused: true });
  await expect(frame.getByRole("button", { name: "Resume auto-refresh" })).toBeVisible();
  await say(page, "pause", { paused: false });
  await expect(frame.getByRole("button", { name: "Pause auto-refresh" })).toBeVisible();
  const question = page.waitForRequest((request) => request.headers()["x-token"] === "fresh");
  await say(page, "auth", { headers: { "X-Token": "fresh" } });
  await question;
  await rows(page).first().getByRole("button").first().click();
  await expect.poll(() => heard(page, "taskopen")).toMatchObject([{ data: { keyId: expect.stringMatching(/^\d+$/) } }]);
  await say(page, "ping", undefined, 41);
  await expect.poll(() => heard(page, "pong")).toMatchObject([{ re: 41 }]);
  await say(page, "dance", {}, 42);
  await expect.poll(() => heard(page, "error")).toMatchObject([{ re: 42, data: { kind: "unknown-message", type: "dance" } }]);
  // Nobody asked for a height.
  expect(await heard(page, "resize")).toEqual([]);
  await say(page, "destroy", undefined, 43);
  await expect.poll(() => heard(page, "bye")).toMatchObject([{ re: 43 }]);
  await expect(frame.getByRole("table")).toHaveCount(0);
});

test.describe("when a session has ended or the vendor fails", () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  test("the parent is told which", async ({ context, page, portal, vendor }) => {
    await put(page, portal, { view: "range=30d&size=10&refresh=0" });
    await expect(rows(page)).toHaveCount(10);
    await vendor.failAlways({ code: -2 });
    await say(page, "refresh");
    await expect.poll(() => heard(page, "error")).toMatchObject([{ data: { kind: "vendor-ip-blocked" } }]);
    await context.clearCookies();
    await say(page, "refresh");
    await expect.poll(() => heard(page, "authrequired")).toMatchObject([{ data: { kind: "unauthenticated", requestId: null } }]);
    await expect(rows(page)).toHaveCount(10);
  });
});

/** What changes nothing, over the port. Each is a whole message, or what somebody took for one. */
const NOTHING: [name: string, message: unknown][] = [
  ["nothing at all", null],
  ["text", "setView"],
  ["a number", 7],
  ["a list", [1, "setView"]],
  ["another program's message", { source: "devtools", type: "setView", data: { view: "status=1" } }],
  ["another version's", { recall: 2, id: 5, type: "setView", data: { view: "status=1" } }],
  ["one without an identifier", { recall: 1, type: "setView", data: { view: "status=1" } }],
  ["one without a type", { recall: 1, id: 6, data: { view: "status=1" } }],
  ["a second init", { recall: 1, id: 7, type: "init", data: { view: "status=1" } }],
  ["a view that is no text", { recall: 1, id: 8, type: "setView", data: { view: { status: 1 } } }],
  ["a view beyond 2,048 characters", { recall: 1, id: 9, type: "setView", data: { view: `status=1&q=${"x".repeat(2_048)}` } }],
  ["no data", { recall: 1, id: 10, type: "setView" }],
  ["data that is null", { recall: 1, id: 11, type: "setView", data: null }],
  ["data that is text", { recall: 1, id: 12, type: "setLocale", data: "zh-CN" }],
  ["a filter among looks", { recall: 1, id: 13, type: "setAppearance", data: { status: "1", task: "5" } }],
  ["headers that are none", { recall: 1, id: 14, type: "auth", data: { headers: { "no header": "x" } } }],
  ["headers that are text", { recall: 1, id: 15, type: "auth", data: { headers: "Bearer x" } }],
  ["a slice that is none", { recall: 1, id: 16, type: "visible", data: null }],
  // 22,000 characters, each of three bytes.
  ["more than 64 KiB", { recall: 1, id: 17, type: "setView", data: { view: "status=1", more: "任".repeat(22_000) } }],
  ["a name of every object", { recall: 1, id: 18, type: "__proto__", data: { view: "status=1" } }],
];

test("what is no message changes nothing", async ({ page, portal }) => {
  await put(page, portal, { view: "range=30d&size=10&refresh=0" });
  await expect(rows(page)).toHaveCount(10);
  const before = await search(page);
  // What can't be written as JSON counts as too large.
  await page.evaluate(() => parentPage.say({ recall: 1, id: 19, type: "setView", data: { view: "status=1", n: 1n } }));
  for (const [at, [name, message]] of NOTHING.entries()) {
    await page.evaluate((message) => parentPage.say(message), message);
    // Once this is answered, what was said before has been heard.
    await say(page, "ping");
    await expect.poll(() => heard(page, "pong"), name).toHaveLength(at + 1);
    expect(await search(page), name).toBe(before);
  }
  await expect(rows(page)).toHaveCount(10);
});

test("the same message again is none, and neither is an init from the window", async ({ page, portal }) => {
  await put(page, portal, { view: "range=30d&size=10&refresh=0" });
  await expect(rows(page)).toHaveCount(10);
  await say(page, "setView", { view: "range=30d&size=20" }, 50);
  await expect(rows(page)).toHaveCount(20);
  await say(page, "setView", { view: "range=30d&size=10" }, 50);
  await page.evaluate(() => {
    const { contentWindow } = document.querySelector("iframe")!;
    const init = { recall: 1, id: 51, type: "init", data: { view: "status=1" } };
    contentWindow!.postMessage(init, { targetOrigin: location.origin, transfer: [new MessageChannel().port2] });
  });
  await say(page, "ping");
  await expect.poll(() => heard(page, "pong")).toHaveLength(1);
  await expect(rows(page)).toHaveCount(20);
  expect(await search(page)).toContain("size=20");
});

for (const [name, init] of [
  ["null", null],
  ["text", "view"],
  ["parts of other kinds", { view: 7, appearance: "dark", locale: null, autoHeight: 0 }],
] as const) {
  test(`an init whose data is ${name} is an init without wishes`, async ({ page, portal }) => {
    await put(page, portal, init, "embed=1&range=30d&size=10");
    await expect(rows(page)).toHaveCount(10);
    await expect.poll(() => heard(page, "ready")).toHaveLength(1);
    expect(new URLSearchParams(await search(page)).toString()).toBe("embed=1&range=30d&size=10");
  });
}

test("an init that comes when the panel works by itself comes too late", async ({ page, portal }) => {
  await put(page, portal, undefined, "embed=1&range=30d&size=10");
  await expect(rows(page)).toHaveCount(10);
  await page.evaluate(() => {
    const { contentWindow } = document.querySelector("iframe")!;
    parentPage.answer!(new MessageEvent("message", { source: contentWindow, origin: location.origin }));
  });
  await say(page, "ping");
  await page.frameLocator("iframe").getByRole("button", { name: "Next page" }).click();
  await expect.poll(() => search(page)).toContain("page=2");
  expect(await page.evaluate(() => parentPage.heard)).toEqual([]);
});

test("neither a sibling nor a page of a third origin is its parent", async ({ page, portal }) => {
  // Both are there before the panel says hello, and post for as long as it may be waiting.
  await page.evaluate((neighbour) => {
    const sibling = document.createElement("iframe");
    const stranger = document.createElement("iframe");
    stranger.src = neighbour;
    document.body.append(sibling, stranger);
  }, portal.neighbour);
  await page.waitForFunction(() => frames.length === 2);
  const stranger = page.frames().find((frame) => frame.url() === portal.neighbour)!;
  const post = () => {
    const init = { recall: 1, id: 1, type: "init", data: { view: "status=1" } };
    setInterval(() => {
      for (let at = 0; at < parent.frames.length; at++) {
        parent.frames[at]!.postMessage(init, { targetOrigin: "*", transfer: [new MessageChannel().port2] });
      }
    }, 5);
  };
  await stranger.evaluate(post);
  await page.frames().find((frame) => frame.url() === "about:blank" && frame.parentFrame())!.evaluate(post);
  await page.evaluate((src) => {
    const panel = document.createElement("iframe");
    Object.assign(panel, { src, title: "Recalls", width: 1000, height: 700 });
    document.body.prepend(panel);
  }, `${portal.panel}?embed=1&range=30d&size=10`);
  await expect(rows(page)).toHaveCount(10);
  const address = await page.evaluate((src) => [...document.querySelectorAll("iframe")].find((f) => f.src === src)!.contentWindow!.location.search, `${portal.panel}?embed=1&range=30d&size=10`);
  expect(address).toBe("?embed=1&range=30d&size=10");
});
