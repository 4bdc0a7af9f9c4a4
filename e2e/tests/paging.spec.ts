// Paging: every way leads to a page that exists, and Back leads out again.
import { names, tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";

test.beforeEach(({ vendor }) => vendor.offer(tasks(95)));

test("Next, Last, Previous and First lead where they say", async ({ desk }) => {
  await desk.open();
  const step = (name: string) => desk.pages.getByRole("button", { name });
  await expect(desk.rowsLine("1–20 of 95")).toBeVisible();
  await expect(step("First page")).toBeDisabled();
  await expect(step("Previous page")).toBeDisabled();

  await step("Next page").click();
  await expect(desk.cells("Task name")).toHaveText(names(21, 40));
  expect(desk.parameters).toEqual({ page: "2" });

  await step("Last page").click();
  await expect(desk.cells("Task name")).toHaveText(names(81, 95));
  await expect(desk.rowsLine("81–95 of 95")).toBeVisible();
  await expect(step("Next page")).toBeDisabled();
  await expect(step("Last page")).toBeDisabled();

  await step("Previous page").click();
  await expect(desk.rowsLine("61–80 of 95")).toBeVisible();
  await step("First page").click();
  await expect(desk.cells("Task name")).toHaveText(names(1, 20));
  expect(desk.parameters).toEqual({});
});

test("a step that leads to an end keeps the focus, and pressing it again leads nowhere", async ({ desk }) => {
  await desk.open();
  const last = desk.pages.getByRole("button", { name: "Last page" });
  await last.focus();
  await last.press("Enter");
  await expect(desk.cells("Task name")).toHaveText(names(81, 95));
  await expect(last).toBeFocused();
  await last.press("Enter");
  await expect(desk.rowsLine("81–95 of 95")).toBeVisible();
  expect(desk.parameters).toEqual({ page: "5" });
});

test("Go to page goes there, and puts right what is no page", async ({ desk }) => {
  await desk.open();
  const field = desk.pages.getByRole("textbox", { name: "Go to page" });
  for (const [typed, page, first] of [
    ["3", "3", "Task 41"],
    ["99", "5", "Task 81"],
    ["nonsense", "5", "Task 81"],
    ["0", "1", "Task 1"],
  ] as const) {
    await field.fill(typed);
    await field.press("Enter");
    await expect(desk.cells("Task name").first()).toHaveText(first);
    await expect(field).toHaveValue(page);
    expect(desk.parameters["page"] ?? "1").toBe(page);
  }
});

test("another number of rows keeps the first row in view", async ({ desk, page }) => {
  await desk.open("page=4");
  await expect(desk.cells("Task name").first()).toHaveText("Task 61");
  const size = page.getByRole("combobox", { name: "Rows per page" });
  await expect(size).toHaveValue("20");
  await size.selectOption("50");
  await expect(desk.rowsLine("51–95 of 95")).toBeVisible();
  expect(desk.parameters).toEqual({ page: "2", size: "50" });
  await size.selectOption("10");
  await expect(desk.cells("Task name")).toHaveText(names(51, 60));
  expect(desk.parameters).toEqual({ page: "6", size: "10" });
  await size.selectOption("100");
  await expect(desk.rows).toHaveCount(95);
  expect(desk.parameters).toEqual({ size: "100" });
});

for (const query of ["page=99", "page=99&status=2", "page=9223372036854775807"]) {
  test(`a page past the end (${query}) becomes the last one, in the address too`, async ({ desk, page }) => {
    await desk.open(query);
    await expect(desk.cells("Task name")).toHaveText(names(81, 95));
    await expect.poll(() => desk.parameters["page"]).toBe("5");
    await expect(desk.pages.getByRole("textbox", { name: "Go to page" })).toHaveValue("5");
    expect(await desk.historyLength(), "putting it right is no step").toBe(2);
    await page.reload();
    await expect(desk.rowsLine("81–95 of 95")).toBeVisible();
  });
}

test("when rows vanish, whoever was on the last page is taken to the new last one", async ({ desk, vendor }) => {
  await desk.open("page=5&refresh=0");
  await expect(desk.rowsLine("81–95 of 95")).toBeVisible();
  await vendor.offer(tasks(30));
  await desk.button("Refresh now").click();
  await expect(desk.cells("Task name")).toHaveText(names(21, 30));
  await expect.poll(() => desk.parameters).toEqual({ page: "2", refresh: "0" });
});

test("Back and Forward restore rows and controls", async ({ desk, page }) => {
  await desk.open();
  await desk.pages.getByRole("button", { name: "Next page" }).click();
  await expect(desk.rowsLine("21–40 of 95")).toBeVisible();
  await page.getByRole("combobox", { name: "Rows per page" }).selectOption("10");
  await expect(desk.rowsLine("21–30 of 95")).toBeVisible();
  await desk.statuses.getByRole("button", { name: "Completed" }).click();
  await expect(desk.rowsLine("1–10 of 95")).toBeVisible();

  await page.goBack();
  await expect(desk.cells("Task name")).toHaveText(names(21, 30));
  await expect(desk.statuses.getByRole("button", { name: "Completed" })).toHaveAttribute("aria-pressed", "false");
  await page.goBack();
  await expect(desk.cells("Task name")).toHaveText(names(21, 40));
  await expect(page.getByRole("combobox", { name: "Rows per page" })).toHaveValue("20");
  await page.goBack();
  await expect(desk.cells("Task name")).toHaveText(names(1, 20));
  await expect(desk.pages.getByRole("textbox", { name: "Go to page" })).toHaveValue("1");

  await page.goForward();
  await expect(desk.cells("Task name")).toHaveText(names(21, 40));
});
