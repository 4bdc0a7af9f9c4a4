// The panel in a frame: the parent is the page of examples/, or one that behaves badly.
import type { Page } from "@playwright/test";

import { expect, test } from "../harness/behind";
import { QUESTIONS } from "../harness/desk";
import { frame, rows, say } from "../harness/framed";

test.beforeEach(({ context, portal }) => portal.signIn(context));

const search = (page: Page): Promise<string> =>
  page.locator("iframe").evaluate((f: HTMLIFrameElement) => f.contentWindow!.location.search);

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
  await page.locator("iframe").evaluate((f) => {
    const heights: number[] = [];
    Object.assign(window, { heights });
    new ResizeObserver(() => heights.push(f.clientHeight)).observe(f);
  });
  const again = page.waitForResponse(QUESTIONS);
  await say(page, "refresh", {});
  await (await again).finished();
  await expect(frame(page).getByRole("table")).toHaveAttribute("aria-busy", "false");
  // What the rows changed has been laid out, told to the parent, laid out there, and so on, five times over.
  await page.evaluate(async () => {
    for (let frames = 0; frames < 10; frames++) await new Promise(requestAnimationFrame);
  });
  const heights = await page.evaluate(() => (window as never as { heights: number[] }).heights);
  expect(new Set(heights)).toEqual(new Set([height]));
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
  await expect(frame(page).locator("[data-theme=dark]")).toBeAttached();
  // What its user does is no step of the parent's either.
  await frame(page).getByRole("button", { name: "7 天" }).click();
  await expect.poll(() => search(page)).not.toContain("range=30d");
  await frame(page).getByRole("button", { name: /^执行异常/ }).click();
  await expect.poll(() => search(page)).not.toContain("status");
  expect(await page.evaluate(() => history.length)).toBe(entries);
});

test("without an answer it works by itself", async ({ page, portal }) => {
  await page.goto(`${portal.examples}portal/`);
  await page.evaluate((panel) => {
    document.body.innerHTML = `<iframe src="${panel}?embed=1&size=10" title="Alone"></iframe>`;
  }, portal.panel);
  await expect(rows(page)).toHaveCount(10);
});

test.describe("in a page of an origin that is not listed", () => {
  test.use({ expectedComplaints: /frame-ancestors|Framing/ });

  test("it can't be framed at all", async ({ complaints, page, portal }) => {
    await page.goto(portal.neighbour);
    await page.evaluate((panel) => {
      document.body.innerHTML = `<iframe src="${panel}?embed=1" title="Foreign"></iframe>`;
    }, portal.panel);
    await expect.poll(() => complaints).toContainEqual(expect.stringMatching(/frame-ancestors|Framing/));
    await expect(frame(page).getByRole("table")).toHaveCount(0);
  });
});
