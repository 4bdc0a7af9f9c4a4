// Everything by keyboard, in an order that makes sense, and said to those who listen.
import type { Page } from "@playwright/test";

import { names, tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";

test.beforeEach(({ vendor }) => vendor.offer(tasks(45)));

/** What has the focus, as it is called. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const label = (element as HTMLInputElement).labels?.[0]?.querySelector("span")?.textContent;
    return element.getAttribute("aria-label") ?? label ?? element.innerText.trim();
  });

test("Tab reaches everything, from the top to the bottom", async ({ desk, page }) => {
  await desk.open("size=10&status=2");
  await expect(desk.rowsLine("1–10 of 45")).toBeVisible();
  const reached: string[] = [];
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement === document.body)) break;
    reached.push((await focused(page)).replace(/\s+\d+$/, ""));
  }
  expect(reached).toEqual([
    ...["Time zone", "Language", "Theme"],
    ...["Today", "Yesterday", "Last 24 hours", "Last 7 days", "Last 30 days", "This month", "Custom"],
    "Search by task name or task ID",
    ...["Pending", "In progress", "Completed", "Cancelled", "Execution exception"],
    ...["Redial all", "Redial failed calls", "Clear filters"],
    ...["Completed: 45 of", "Tasks over time"],
    ...["Refresh now", "Auto-refresh", "Pause auto-refresh"],
    ...["Views", "Columns", "Row height", "Export", "Copy link"],
    "Table of tasks, can be scrolled sideways",
    ...["Status", "Task name", "Task ID", "Recall type", "Progress", "Interval", "Created", "Recall ID"],
    ...Array(10).fill(["Task", "Copy Task ID"]).flat(),
    ...["First page", "Previous page", "Go to page", "Next page", "Last page", "Rows per page"],
  ]);
});

test("Enter and Space press what has the focus, and the focus stays there", async ({ desk, page }) => {
  await desk.open();
  const completed = desk.statuses.getByRole("button", { name: "Completed" });
  for (const [key, pressed] of [
    ["Enter", "true"],
    ["Space", "false"],
  ] as const) {
    await completed.focus();
    await page.keyboard.press(key);
    await expect(completed).toHaveAttribute("aria-pressed", pressed);
    await expect(completed).toBeFocused();
  }
  await desk.header("Task name").getByRole("button").focus();
  await page.keyboard.press("Space");
  await expect(desk.header("Task name")).toHaveAttribute("aria-sort", "ascending");
  await expect(desk.header("Task name").getByRole("button")).toBeFocused();
});

test("a menu is moved in by arrow keys, and Escape leads back to its button", async ({ desk, page }) => {
  await desk.open();
  const button = desk.button("Export");
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(button).toHaveAttribute("aria-expanded", "true");
  const [csv, json] = [page.getByRole("menuitem", { name: "CSV" }), page.getByRole("menuitem", { name: "JSON" })];
  await expect(csv).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(json).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(csv).toBeFocused();
  await page.keyboard.press("End");
  await expect(json).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(button).toBeFocused();
});

test("columns are switched off and on in their menu, which stays open", async ({ desk, page }) => {
  await desk.open();
  await desk.button("Columns").click();
  const interval = page.getByRole("menuitemcheckbox", { name: "Interval" });
  await expect(interval).toHaveAttribute("aria-checked", "true");
  await interval.press("Space");
  await expect(interval).toHaveAttribute("aria-checked", "false");
  await expect(desk.header("Interval")).toHaveCount(0);
  await page.getByRole("menuitem", { name: "All columns" }).click();
  await expect(desk.header("Interval")).toBeVisible();
  expect(desk.parameters).toEqual({});
});

test("single letters do nothing: they belong to whoever uses speech input", async ({ desk, page }) => {
  await desk.open();
  await expect(desk.rows).toHaveCount(20);
  for (const letter of "abcdefghijklmnopqrstuvwxyz/?") await page.keyboard.press(letter);
  expect(desk.parameters).toEqual({});
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("one status region speaks of what the user did and of nothing else", async ({ desk, vendor }) => {
  await desk.stopClock();
  await desk.open("refresh=10");
  await expect(desk.said).toHaveCount(1);
  await expect(desk.said).toHaveText("Rows 1 to 20 of 45");
  await desk.pages.getByRole("button", { name: "Next page" }).click();
  await expect(desk.said).toHaveText("Rows 21 to 40 of 45");
  await vendor.offer(tasks(46));
  await desk.pass(11);
  await expect(desk.rowsLine("21–40 of 46")).toBeVisible();
  await expect(desk.said).toHaveText("Rows 21 to 40 of 45");
  await desk.statuses.getByRole("button", { name: "Cancelled" }).click();
  await expect(desk.said).toHaveText("No task matches these filters");
  await desk.board.getByRole("button", { name: "Clear filters" }).click();
  await expect(desk.said).toHaveText("Rows 1 to 20 of 46");
  await expect(desk.cells("Task name")).toHaveText(names(1, 20));
});

test("headings, landmarks and the caption lead to the parts of the page", async ({ desk, page }) => {
  await desk.open();
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page.getByRole("banner")).toHaveCount(1);
  await expect(page.getByRole("main")).toHaveCount(1);
  await expect(desk.table.locator("caption")).toHaveText("Automatic recall tasks");
  await expect(desk.pages).toBeVisible();
});
