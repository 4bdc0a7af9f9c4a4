// A frame that is as tall as what is in it: its height follows, and what opens over the rows opens where it can be seen.
import type { Locator, Page } from "@playwright/test";

import { expect, test } from "../harness/behind";
import { frame, rows, say } from "../harness/framed";

const height = (page: Page): Promise<number> => page.locator("iframe").evaluate((f) => f.clientHeight);

test.beforeEach(async ({ context, page, portal }) => {
  await portal.signIn(context);
  await page.goto(`${portal.examples}portal/frame.html`);
  await expect(rows(page)).toHaveCount(10);
  await say(page, "setView", { view: "range=30d&size=100" });
  await expect(rows(page)).toHaveCount(100);
  await expect.poll(() => height(page)).toBeGreaterThan(3_000);
});

/** Waits until an element lies between the upper and the lower edge of the window, from edge to edge if it is to fill it. */
async function isInWindow(page: Page, element: Locator, fills: boolean): Promise<void> {
  const edges = async () => {
    const box = (await element.boundingBox())!;
    const innerHeight = await page.evaluate(() => window.innerHeight);
    const [above, below] = [Math.round(box.y), Math.round(innerHeight - box.y - box.height)];
    return fills ? [above, below] : [above >= 0, below >= 0];
  };
  await expect.poll(edges).toEqual(fills ? [0, 0] : [true, true]);
}

test("it becomes lower again with fewer rows", async ({ page }) => {
  await say(page, "setView", { view: "range=30d&size=10" });
  await expect.poll(() => height(page)).toBeLessThan(1_200);
  await expect(rows(page)).toHaveCount(10);
});

test("a task opens in the slice that can be seen, and goes along with it", async ({ page }) => {
  await rows(page).nth(50).scrollIntoViewIfNeeded();
  await rows(page).nth(50).getByRole("button").first().click();
  const drawer = frame(page).getByRole("dialog");
  await isInWindow(page, drawer, true);
  await page.evaluate(() => scrollBy(0, 300));
  await isInWindow(page, drawer, true);
  await page.setViewportSize({ width: 1280, height: 500 });
  await isInWindow(page, drawer, true);
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
});

test("so does a dialog, and what the status region says", async ({ page }) => {
  await frame(page).getByRole("button", { name: "Views" }).click();
  await isInWindow(page, frame(page).getByRole("dialog"), false);
  await page.keyboard.press("Escape");
  await frame(page).getByRole("button", { name: "Copy link" }).click();
  await isInWindow(page, frame(page).locator(".toast.shown"), false);
});

test("a menu is no higher than the slice", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 300 });
  await frame(page).getByRole("button", { name: "Columns" }).click();
  await expect.poll(async () => (await frame(page).getByRole("menu").boundingBox())!.height).toBeLessThanOrEqual(180);
});

test("a slice that is none changes nothing", async ({ page }) => {
  await page.evaluate(() => scrollTo(0, 900));
  await rows(page).nth(30).scrollIntoViewIfNeeded();
  await rows(page).nth(30).getByRole("button").first().click();
  const drawer = frame(page).getByRole("dialog");
  await isInWindow(page, drawer, true);
  for (const slice of [null, 7, {}, { top: -1, height: 50 }, { top: 0, height: 0 }, { top: "1e9", height: "2" }, { top: Infinity, height: 5 }]) {
    await say(page, "visible", slice);
  }
  await say(page, "refresh");
  await isInWindow(page, drawer, true);
});
