// The panel in a frame: the parent is the page of examples/, or one that behaves badly.
import type { FrameLocator, Page } from "@playwright/test";

import { expect, test } from "../harness/behind";
import { say } from "../harness/framed";
import { COOKIE } from "../harness/portal";

test.beforeEach(async ({ context, portal }) => {
  await context.addCookies([{ name: COOKIE, value: "jia", url: portal.panel }]);
});

const frame = (page: Page): FrameLocator => page.frameLocator("iframe");
const rows = (page: Page) => frame(page).getByRole("table").locator("tbody tr");

test("it shakes hands, says what comes, and has the height that it needs", async ({ page, portal }) => {
  await page.goto(`${portal.examples}portal/frame.html`);
  await expect(rows(page)).toHaveCount(10);
  await expect(page.locator("#news")).toHaveText(/^\d+ recalls in this range\.$/);
  const overflow = () =>
    page.evaluate(() => {
      const root = document.querySelector("iframe")!.contentDocument!.documentElement;
      return root.scrollHeight - root.clientHeight;
    });
  await expect.poll(overflow).toBe(0);
  const height = await page.locator("iframe").evaluate((f) => f.clientHeight);
  expect(height).toBeGreaterThan(480);
  // Measured again, it stays: the height of the frame does not feed the height that is asked for.
  await say(page, "refresh", {});
  await expect.poll(() => page.locator("iframe").evaluate((f) => f.clientHeight)).toBe(height);
});

test("it follows its parent, and only replaces its address", async ({ page, portal }) => {
  await page.goto(`${portal.examples}portal/frame.html`);
  await expect(rows(page)).toHaveCount(10);
  const entries = await page.evaluate(() => history.length);
  await say(page, "setLocale", { lang: "zh-CN" });
  await expect(frame(page).getByRole("button", { name: "立即刷新" })).toBeVisible();
  await say(page, "setAppearance", { theme: "dark", density: "compact" });
  await say(page, "setView", { view: "range=30d&status=4&size=20" });
  await expect(frame(page).getByRole("button", { name: /^执行异常/ })).toHaveAttribute("aria-pressed", "true");
  await frame(page).getByRole("button", { name: "30 天" }).click();
  await expect(frame(page).locator("[data-theme=dark]")).toBeAttached();
  expect(await page.evaluate(() => history.length)).toBe(entries);
});

test("without an answer it works by itself", async ({ page, portal }) => {
  await page.goto(`${portal.examples}portal/`);
  await page.evaluate((panel) => {
    document.body.innerHTML = `<iframe src="${panel}?embed=1&size=10" title="Alone"></iframe>`;
  }, portal.panel);
  await expect(rows(page)).toHaveCount(10);
});

test("what others say, or say twice, or at too great a length, changes nothing", async ({ page, portal }) => {
  await page.goto(`${portal.examples}portal/frame.html`);
  await expect(rows(page)).toHaveCount(10);
  const before = await page.evaluate(() => document.querySelector("iframe")!.contentWindow!.location.search);
  await page.evaluate(() => {
    const child = document.querySelector("iframe")!.contentWindow!;
    const init = { recall: 1, id: 99, type: "init", data: { view: "status=1" } };
    // A second init, from the parent itself.
    child.postMessage(init, "*", [new MessageChannel().port2]);
    // A sibling.
    const sibling = document.createElement("iframe");
    document.body.append(sibling);
    const script = sibling.contentWindow as never as { postMessage: typeof window.postMessage; eval(code: string): void };
    void script;
    sibling.contentWindow!.parent[0]!.postMessage(init, "*", [new MessageChannel().port2]);
  });
  await say(page, "setView", { view: `q=${"x".repeat(70_000)}` });
  await say(page, "ping", {});
  await expect(rows(page)).toHaveCount(10);
  expect(await page.evaluate(() => document.querySelector("iframe")!.contentWindow!.location.search)).toBe(before);
});

test.describe("in a page of an origin that is not listed", () => {
  test.use({ expectedComplaints: /frame-ancestors|Framing/ });

  test("it can't be framed at all", async ({ page, portal }) => {
    await page.goto(portal.neighbour);
    await page.evaluate((panel) => {
      document.body.innerHTML = `<iframe src="${panel}?embed=1" title="Foreign"></iframe>`;
    }, portal.panel);
    await page.waitForLoadState("networkidle");
    await expect(frame(page).getByRole("table")).toHaveCount(0);
  });
});
