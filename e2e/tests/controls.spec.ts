// Every control, wherever in the panel it is: large enough to be hit, and seen when it has the focus.
import type { Page } from "@playwright/test";

import type { Desk } from "../harness/desk";
import { tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";

/** What takes the focus or a click. A bar of the histogram does neither by itself: its list does. */
const CONTROLS = "button, select, input, textarea, a, summary, [tabindex='0'], [role^='menuitem']";

/** The places with controls, and how one gets there from the rows. */
const PLACES: Record<string, (desk: Desk, page: Page) => Promise<void>> = {
  "the rows": async () => undefined,
  "a range of one's own": async (desk) => desk.range.getByRole("button", { name: "Custom" }).click(),
  "the views": async (desk, page) => {
    await desk.button("Views").click();
    await page.getByLabel("Save this view as").fill("Ours");
    await page.keyboard.press("Enter");
    await desk.button("Views").click();
    await page.getByRole("button", { name: "Rename Ours" }).click();
    await expect(page.getByLabel("New name")).toBeVisible();
  },
  ...Object.fromEntries(
    ["Columns", "Row height", "Export", "Theme", "Language"].map((name) => [
      `the menu ${name}`,
      async (desk: Desk, page: Page) => {
        await desk.button(name).click();
        await expect(page.getByRole("menu")).toBeVisible();
      },
    ]),
  ),
  "a task": async (desk, page) => {
    await desk.rows.first().getByRole("button").first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
  },
  "a failure and a notice": async (desk, page) => {
    await desk.open(`${new URL(page.url()).searchParams}&page=none`);
    await expect(desk.rows).toHaveCount(10);
    await page.route("**/api/voice/recallFlow/queryPage", (route) => route.abort());
    await desk.button("Refresh now").click();
    await expect(desk.tryAgain).toBeVisible();
  },
};

/** Opens the rows, with every filter in view. */
async function openAt(desk: Desk, page: Page, width: number, density: string): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await desk.open(`density=${density}&size=10&refresh=0&from=2025-01-01T00:00:00Z&to=2099-01-01T00:00:00Z`);
  await expect(desk.rows).toHaveCount(10);
  const fold = page.getByRole("button", { name: /^Filters/ });
  if (await fold.isVisible()) await fold.click();
}

test.use({ expectedComplaints: /Failed to load resource/ });

test.beforeEach(({ vendor }) => vendor.offer(tasks(45)));

for (const [place, enter] of Object.entries(PLACES)) {
  test(`every control of ${place} is at least 24 px high and wide`, async ({ desk, page }) => {
    for (const [width, density] of [
      [1280, "normal"],
      [1280, "compact"],
      [360, "normal"],
      [360, "compact"],
    ] as const) {
      await openAt(desk, page, width, density);
      await enter(desk, page);
      const small = await page.locator(CONTROLS).evaluateAll((all) =>
        all
          .filter((element) => element.checkVisibility({ visibilityProperty: true }))
          .map((element) => ({ box: element.getBoundingClientRect(), html: element.outerHTML.slice(0, 120) }))
          .filter(({ box }) => box.width < 24 || box.height < 24)
          .map(({ box, html }) => `${box.width} × ${box.height}: ${html}`),
      );
      expect.soft(small, `${width} px, ${density}`).toEqual([]);
      await page.unrouteAll();
      await page.evaluate(() => localStorage.clear());
    }
  });

  test(`every control of ${place} is seen to have the focus`, async ({ desk, page }) => {
    for (const width of [1280, 360]) {
      await openAt(desk, page, width, "normal");
      await enter(desk, page);
      // One press of a key, and the browser takes what scripts focus from then on for focused by keyboard.
      await page.keyboard.press("Shift");
      const opened = page.locator("dialog[open], [role='menu']");
      const whole = (await opened.count()) > 0 ? opened : page.locator(".recall");
      const controls = whole.locator(`:is(${CONTROLS}):visible:enabled, [tabindex="0"]`);
      expect(await controls.count()).toBeGreaterThan(1);
      const unseen = await controls.evaluateAll((all) =>
        all
          .map((element) => {
            (element as HTMLElement).focus();
            const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
            const seen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\)$/.test(outlineColor);
            return { seen: seen && element.matches(":focus"), html: element.outerHTML.slice(0, 120) };
          })
          .filter(({ seen }) => !seen)
          .map(({ html }) => html),
      );
      expect.soft(unseen, `${width} px`).toEqual([]);
      await page.unrouteAll();
      await page.evaluate(() => localStorage.clear());
    }
  });
}
