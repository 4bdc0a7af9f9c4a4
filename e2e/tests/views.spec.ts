// Saved views: what is shown, under a name.
import type { Page } from "@playwright/test";

import type { Desk } from "../harness/desk";
import { tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";

test.beforeEach(({ vendor }) => vendor.offer(tasks(45, (number) => ({ status: number % 3 === 0 ? 4 : 2 }))));

/** Opens the dialog. */
async function views(desk: Desk, page: Page) {
  await desk.button("Views").click();
  return page.getByRole("dialog", { name: "Saved views" });
}

/** Saves what is shown. */
async function save(desk: Desk, page: Page, name: string): Promise<void> {
  await (await views(desk, page)).getByLabel("Save this view as").fill(name);
  await page.keyboard.press("Enter");
  await expect(desk.said).toHaveText(`View “${name}” saved`);
  await expect(desk.button("Views")).toBeFocused();
}

test("a view is saved, listed, and shown again as one step of the history", async ({ desk, page }) => {
  await desk.open("range=today&status=4&size=10&page=2&theme=dark");
  await save(desk, page, "Failures of today");
  await desk.open("type=1");
  await expect(desk.rowsLine("1–20 of 45")).toBeVisible();
  const steps = await desk.historyLength();
  const dialog = await views(desk, page);
  await dialog.getByRole("button", { name: "Failures of today", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(desk.rowsLine(/^1–10 of /)).toBeVisible();
  // The range stays relative, and the looks are those of the moment.
  expect(desk.parameters).toEqual({ range: "today", status: "4", size: "10" });
  expect(await desk.historyLength()).toBe(steps + 1);
  await page.goBack();
  await expect(desk.rowsLine("1–20 of 45")).toBeVisible();
  expect(desk.parameters).toEqual({ type: "1" });
  await page.goForward();
  const shown = (await views(desk, page)).getByRole("button", { name: "Failures of today", exact: true });
  await expect(shown).toHaveAttribute("aria-current", "true");
});

test("a view is renamed, replaced, deleted and put back", async ({ desk, page }) => {
  await desk.open("status=4");
  await save(desk, page, "One");
  await save(desk, page, "Two");

  let dialog = await views(desk, page);
  await dialog.getByRole("button", { name: "Rename One" }).click();
  await expect(dialog.getByLabel("New name")).toBeFocused();
  await expect(dialog.getByLabel("New name")).toHaveValue("One");
  await dialog.getByLabel("New name").fill("Two");
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("New name")).toHaveAccessibleDescription("Another view has this name.");
  await dialog.getByLabel("New name").fill("Three");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);

  await desk.statuses.getByRole("button", { name: "Execution exception" }).click();
  dialog = await views(desk, page);
  await dialog.getByLabel("Save this view as").fill("Two");
  await dialog.getByRole("button", { name: "Replace" }).click();
  await expect(dialog).toHaveCount(0);

  dialog = await views(desk, page);
  await expect(dialog.getByRole("listitem")).toHaveText(["Three", "Two"]);
  await expect(dialog.getByRole("button", { name: "Two", exact: true })).toHaveAttribute("aria-current", "true");
  await dialog.getByRole("button", { name: "Delete Three" }).click();
  await expect(dialog.getByRole("button", { name: "Three", exact: true })).toBeDisabled();
  const restore = dialog.getByRole("button", { name: "Put back Three" });
  await expect(restore).toBeFocused();
  await restore.press("Space");
  await expect(dialog.getByRole("button", { name: "Three", exact: true })).toBeEnabled();
  await dialog.getByRole("button", { name: "Delete Two" }).click();
  await page.keyboard.press("Escape");
  await expect((await views(desk, page)).getByRole("listitem")).toHaveText(["Three"]);
});

test("what another tab saves meanwhile is not lost", async ({ context, desk, page }) => {
  await desk.open("status=4");
  await save(desk, page, "Here");
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole("button", { name: "Views", exact: true }).click();
  await other.getByLabel("Save this view as").fill("There");
  await other.keyboard.press("Enter");
  await expect(other.getByRole("dialog")).toHaveCount(0);
  await save(desk, page, "Here again");
  await expect((await views(desk, page)).getByRole("listitem")).toHaveText(["Here", "There", "Here again"]);
});

test("where the browser keeps nothing, views last as long as the page, and it says so", async ({ desk, page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    }),
  );
  await desk.open("status=4");
  await expect((await views(desk, page)).getByText("This browser keeps nothing")).toBeVisible();
  await page.keyboard.press("Escape");
  await save(desk, page, "For now");
  await page.getByRole("combobox", { name: "Auto-refresh" }).selectOption("60");
  await desk.button("Clear filters").click();
  const dialog = await views(desk, page);
  await dialog.getByRole("button", { name: "For now", exact: true }).click();
  await expect.poll(() => desk.parameters).toEqual({ status: "4", refresh: "60" });
  await desk.open();
  await expect((await views(desk, page)).getByRole("listitem")).toHaveCount(0);
});

test("where the storage is full, views last as long as the page, and it says so", async ({ desk, page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await desk.open("status=4");
  await save(desk, page, "For now");
  const dialog = await views(desk, page);
  await expect(dialog.getByText("This browser keeps nothing")).toBeVisible();
  await expect(dialog.getByRole("listitem")).toHaveText(["For now"]);
});

test("the longest word in a name stays within a phone's screen, also where it is told of", async ({ desk, page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await desk.open();
  await save(desk, page, "W".repeat(48));
  const isCut = await desk.said.evaluate((e) => e.scrollWidth > e.clientWidth);
  expect(isCut).toBe(false);
});

test("a name is text, whatever it is made of", async ({ desk, page }) => {
  const name = "<img src=x onerror=alert(1)> & 秋季会员续费=%";
  await desk.open("status=4");
  await save(desk, page, name);
  await desk.open();
  const dialog = await views(desk, page);
  await expect(dialog.getByRole("listitem")).toHaveText([name]);
  await dialog.getByRole("button", { name, exact: true }).click();
  await expect.poll(() => desk.parameters).toEqual({ status: "4" });
});
