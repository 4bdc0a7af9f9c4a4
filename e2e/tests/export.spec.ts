// Export: all rows that the filters keep, not the page, fit for spreadsheets and for programs.
import { readFile } from "node:fs/promises";

import type { Page } from "@playwright/test";

import { type Desk, COLUMNS } from "../harness/desk";
import { tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";

const WINDOW = tasks(250, (number) => ({
  keyId: 100_000 + number,
  taskName: number === 3 ? '=HYPERLINK("http://x"),"a"' : `Task ${number}`,
  status: number % 2 === 0 ? 1 : 4,
}));

test.beforeEach(({ vendor }) => vendor.offer(WINDOW));

/** Exports what is shown; gives back the file's name and text. */
async function exported(desk: Desk, page: Page, format: "CSV" | "JSON"): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent("download");
  await desk.button("Export").click();
  await page.getByRole("menu", { name: "Export" }).getByRole("menuitem", { name: format }).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

test("a CSV file holds all rows of the range, for a spreadsheet", async ({ desk, page }) => {
  await desk.open("page=2");
  await expect(desk.rowsLine("21–40 of 250")).toBeVisible();
  const { name, text } = await exported(desk, page, "CSV");
  await expect(desk.said).toHaveText("Exported 250 rows");
  expect(name).toMatch(/^recall-tasks_\d{4}-\d\d-\d\d-.*\.csv$/);
  expect(text.startsWith("\uFEFF")).toBe(true);
  const lines = text.slice(1).trimEnd().split("\r\n");
  expect(lines).toHaveLength(251);
  expect(lines[0]).toBe(COLUMNS.join(",").replace("Created", "Created (UTC+08:00)"));
  const first = WINDOW[0]!;
  expect(lines[1]).toBe(
    `Execution exception,Task 1,5000001,Redial failed calls,6 of 6,30,${first.createTime},100001`,
  );
  expect(lines[3], "a formula is made harmless, quotes are doubled").toContain(`,"'=HYPERLINK(""http://x""),""a""",`);
  expect(lines.at(-1)).toMatch(/,100250$/);
});

test("a CSV file holds the rows that the filters keep, in the order and the columns shown", async ({ desk, page }) => {
  await desk.open("status=4&sort=id&size=10&cols=id,status");
  await expect(desk.rowsLine("1–10 of 125")).toBeVisible();
  const { text } = await exported(desk, page, "CSV");
  const lines = text.slice(1).trimEnd().split("\r\n");
  expect(lines).toHaveLength(126);
  expect(lines.slice(0, 3)).toEqual(["Recall ID,Status", "100001,Execution exception", "100003,Execution exception"]);
});

test("a JSON file holds all rows, identifiers as text", async ({ desk, page }) => {
  await desk.open("tz=utc");
  await expect(desk.rowsLine("1–20 of 250")).toBeVisible();
  const { name, text } = await exported(desk, page, "JSON");
  expect(name).toMatch(/\.json$/);
  const rows = JSON.parse(text) as Record<string, unknown>[];
  expect(rows).toHaveLength(250);
  const createTime = new Date(`${WINDOW[0]!.createTime.replace(" ", "T")}+08:00`).toISOString().slice(0, 19);
  expect(rows[0]).toEqual({
    status: 4,
    taskName: "Task 1",
    taskId: "5000001",
    recallType: 1,
    finishNum: 6,
    recallNum: 6,
    recallInterval: 30,
    createTime: `${createTime}+00:00`,
    keyId: "100001",
  });
});

test.describe("when the rest of the rows can't be read", () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  test("no file is written, and the reason is said", async ({ desk, page, vendor }) => {
    await desk.open("refresh=0");
    await expect(desk.rows).toHaveCount(20);
    await vendor.failAlways({ code: -2 });
    let downloads = 0;
    page.on("download", () => downloads++);
    await desk.button("Export").click();
    await page.getByRole("menuitem", { name: "CSV" }).click();
    await expect(desk.said).toContainText("The vendor does not accept the relay’s address");
    expect(downloads).toBe(0);
    await expect(desk.rows).toHaveCount(20);
  });
});
