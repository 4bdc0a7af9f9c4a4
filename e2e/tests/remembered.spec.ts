// What is remembered from visit to visit: how the panel looks, and never what it filters by. The address wins.
import type { Page } from "@playwright/test";

import { tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";

test.beforeEach(({ vendor }) => vendor.offer(tasks(45)));

/** Picks an entry of a menu. */
async function pick(page: Page, menu: string, entry: string): Promise<void> {
  await page.getByRole("button", { name: menu, exact: true }).click();
  await page.getByRole("menuitemradio", { name: entry }).click();
}

test("what was chosen is there at the next visit, and stands in the address", async ({ desk, page }) => {
  await desk.open();
  await pick(page, "Theme", "Dark");
  await pick(page, "Row height", "Compact");
  await page.getByRole("combobox", { name: "Auto-refresh" }).selectOption("300");
  await page.getByRole("combobox", { name: "Time zone" }).selectOption("utc");
  await page.getByRole("combobox", { name: "Rows per page" }).selectOption("10");
  await desk.statuses.getByRole("button", { name: "Completed" }).click();
  const settings = { theme: "dark", density: "compact", refresh: "300", tz: "utc", size: "10" };
  await expect.poll(() => desk.parameters).toEqual({ ...settings, status: "2" });

  await desk.open();
  await expect(desk.rowsLine("1–10 of 45")).toBeVisible();
  expect(desk.parameters).toEqual(settings);
  await expect(page.getByRole("combobox", { name: "Auto-refresh" })).toHaveValue("300");
  await expect(desk.statuses.getByRole("button", { name: "Completed" })).toHaveAttribute("aria-pressed", "false");

  // A link gives everybody the same rows; how it looks is a matter of taste, unless the link has its say.
  await desk.open("status=2&theme=light");
  await expect(desk.rowsLine("1–20 of 45")).toBeVisible();
  expect(desk.parameters).toEqual({ status: "2", theme: "light", density: "compact", refresh: "300" });
});

test("what a link brought along is not remembered", async ({ desk }) => {
  await desk.open("theme=dark&size=10&density=compact");
  await desk.pages.getByRole("button", { name: "Next page" }).click();
  await expect(desk.rowsLine("11–20 of 45")).toBeVisible();
  await desk.open();
  await expect(desk.rowsLine("1–20 of 45")).toBeVisible();
  expect(desk.parameters).toEqual({});
});

test("columns are moved by their buttons, and their order is remembered", async ({ desk, page }) => {
  await desk.open();
  await desk.button("Columns").click();
  const up = page.getByRole("menuitem", { name: "Move Task ID up" });
  await up.click();
  await expect(up).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(up).toHaveAttribute("aria-disabled", "true");
  await expect(up).toBeFocused();
  await page.getByRole("menuitemcheckbox", { name: "Interval" }).click();
  await page.keyboard.press("Escape");
  const headers = ["Task ID", "Status", "Task name", "Recall type", "Progress", "Created", "Recall ID"];
  await expect(desk.table.getByRole("columnheader")).toHaveText(headers);
  await desk.open("sort=-id");
  await expect(desk.table.getByRole("columnheader")).toHaveText(headers);
  expect(desk.parameters["cols"]).toBe("task,status,name,type,progress,created,id");
});

test("Reset settings goes back to the first ones, for good", async ({ desk, page }) => {
  await desk.open("status=2");
  await pick(page, "Theme", "Dark");
  await page.getByRole("combobox", { name: "Rows per page" }).selectOption("10");
  await desk.button("Views").click();
  await desk.button("Reset settings").click();
  await expect(desk.said).toHaveText("Settings reset");
  await expect(desk.rowsLine("1–20 of 45")).toBeVisible();
  expect(desk.parameters).toEqual({ status: "2" });
  await desk.open();
  await expect(desk.rowsLine("1–20 of 45")).toBeVisible();
  expect(desk.parameters).toEqual({});
});

test("embedded, the panel leaves theme, language and zone to its host", async ({ desk, page }) => {
  await desk.open();
  await pick(page, "Theme", "Dark");
  await pick(page, "Row height", "Compact");
  await page.getByRole("combobox", { name: "Time zone" }).selectOption("utc");
  await desk.open("embed=1");
  await expect(desk.rows).toHaveCount(20);
  expect(desk.parameters).toEqual({ embed: "1", density: "compact" });
});

for (const [what, text] of [
  ["garbage", "{\"views\":[[]]}"],
  ["too much", `settings=theme%3Ddark&${"x=y&".repeat(100_000)}`],
  ["settings that can't be", "settings=theme%3Dpink%26size%3D7%26status%3D4%26page%3D9&=&%ff=%ff&a%0Ab="],
] as const) {
  test(`${what} in the storage changes nothing`, async ({ desk, page }) => {
    await page.addInitScript((text) => localStorage.setItem("recall-desk", text), text);
    await desk.open();
    await expect(desk.rowsLine("1–20 of 45")).toBeVisible();
    expect(desk.parameters).toEqual({});
    await desk.button("Views").click();
    await expect(page.getByRole("dialog", { name: "Saved views" })).toBeVisible();
  });
}
