// Search, states and recall types: true for the whole window, wherever in it the rows lie.
import { names, tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";

/** 250 tasks on three of the vendor's pages; the only exception lies on the third, four are pending. */
const WINDOW = tasks(250, (number) => ({
  status: number === 237 ? 4 : number % 60 === 0 ? 0 : 2,
  recallType: number % 10 === 7 ? 0 : 1,
}));

test.beforeEach(({ vendor }) => vendor.offer(WINDOW));

test("the only exception of 250 tasks is found on the vendor's third page", async ({ desk }) => {
  await desk.open();
  const exception = desk.statuses.getByRole("button", { name: "Execution exception" });
  await expect(exception).toHaveAttribute("aria-pressed", "false");
  await exception.click();
  await expect(desk.cells("Task name")).toHaveText(["Task 237"]);
  await expect(desk.rowsLine("1–1 of 1")).toBeVisible();
  await expect(exception).toHaveAttribute("aria-pressed", "true");
  await expect(exception).toHaveText(/Execution exception\s+1$/);
  expect(desk.parameters).toEqual({ status: "4" });
});

test("the whole window is read a hundred rows at a time, and once", async ({ desk, vendor }) => {
  await desk.open("status=4");
  await expect(desk.rows).toHaveCount(1);
  await desk.statuses.getByRole("button", { name: "Pending" }).click();
  await expect(desk.rows).toHaveCount(5);
  const asked = (await vendor.requests()).map(({ current, size }) => [current, size]);
  expect(asked.sort()).toEqual([[1, 100], [2, 100], [3, 100]]);
});

test("states add up, and states and recall types narrow each other", async ({ desk }) => {
  await desk.open("status=0,4");
  await expect(desk.cells("Task name")).toHaveText(["Task 60", "Task 120", "Task 180", "Task 237", "Task 240"]);
  await desk.types.getByRole("button", { name: "Redial all" }).click();
  await expect(desk.cells("Task name")).toHaveText(["Task 237"]);
  await desk.types.getByRole("button", { name: "Redial failed calls" }).click();
  await expect(desk.rows).toHaveCount(5);
  expect(desk.parameters).toEqual({ status: "0,4", type: "0,1" });
});

test("counts say how many rows each button would show", async ({ desk }) => {
  await desk.open("status=2");
  await expect(desk.rowsLine("1–20 of 245")).toBeVisible();
  const text = (name: string) => desk.statuses.getByRole("button", { name });
  await expect(text("Pending")).toHaveText(/ 4$/);
  await expect(text("In progress")).toHaveText(/ 0$/);
  await expect(text("Completed")).toHaveText(/ 245$/);
  await expect(text("Cancelled")).toHaveText(/ 0$/);
  await expect(desk.types.getByRole("button", { name: "Redial all" })).toHaveText(/ 24$/);
});

test("where only one page is known, no button pretends to know its count", async ({ desk }) => {
  await desk.open();
  await expect(desk.rowsLine("1–20 of 250")).toBeVisible();
  await expect(desk.statuses.getByRole("button")).toHaveText([
    "Pending",
    "In progress",
    "Completed",
    "Cancelled",
    "Execution exception",
  ]);
});

test("no chip moves when the counts come, not even with a state that nobody documented", async ({ desk, page, vendor }) => {
  for (const [count, width] of [[250, 1280], [1_250, 1280], [1_250, 360]] as const) {
    await vendor.offer(tasks(count, (number) => ({ status: number === 237 ? 7 : number % 2 ? 2 : 0 })));
    await page.setViewportSize({ width, height: 800 });
    await desk.open();
    await expect(desk.rows).toHaveCount(20);
    if (width < 720) await desk.button("Filters").click();
    const chips = page.getByRole("group").locator(".chip");
    const places = () =>
      chips.evaluateAll((all) =>
        // To the pixel: a text takes other fractions of one than the room for it.
        all.slice(0, 5).map((chip) => ((box) => [box.x, box.y, box.width].map(Math.round))(chip.getBoundingClientRect())),
      );
    const before = await places();
    await desk.types.getByRole("button", { name: "Redial failed calls" }).click();
    await expect(desk.statuses.getByRole("button", { name: "Unknown (7)" })).toHaveText(/ 1$/);
    expect(await places()).toEqual(before);
  }
});

test("typing waits for a pause, asks once, and is one step back", async ({ desk, page, vendor }) => {
  await desk.stopClock();
  await desk.open("page=2&refresh=0");
  await expect(desk.cells("Task name")).toHaveText(names(21, 40));
  const steps = await desk.historyLength();
  const asked = async () => (await vendor.requests()).flatMap(({ params }) => params.taskName ?? []);
  await desk.search.pressSequentially("task 23");
  await page.clock.runFor(299);
  expect(desk.parameters).toEqual({ page: "2", refresh: "0" });
  await page.clock.runFor(1);
  await expect(desk.rowsLine("1–11 of 11")).toBeVisible();
  expect(await asked()).toEqual(["task 23"]);
  expect(desk.parameters).toEqual({ q: "task 23", refresh: "0" });
  expect(await desk.historyLength()).toBe(steps + 1);
  await page.goBack();
  await expect(desk.cells("Task name")).toHaveText(names(21, 40));
  await expect(desk.search).toHaveValue("");
});

test("a space before the next word is not taken away while one thinks", async ({ desk }) => {
  await desk.open();
  await desk.search.pressSequentially("Task ");
  await expect.poll(() => desk.parameters).toEqual({ q: "Task" });
  await desk.search.press("End");
  await desk.search.pressSequentially("237");
  await expect(desk.cells("Task name")).toHaveText(["Task 237"]);
  expect(desk.parameters).toEqual({ q: "Task 237" });
});

test("Enter searches at once, and the match is marked", async ({ desk }) => {
  await desk.open();
  await desk.search.fill("5000042");
  await desk.search.press("Enter");
  await expect(desk.cells("Task name")).toHaveText(["Task 42"]);
  await desk.search.fill("SK 11");
  await desk.search.press("Enter");
  await expect(desk.rowsLine("1–11 of 11")).toBeVisible();
  await expect(desk.rows.first().locator("mark")).toHaveText("sk 11");
});

test("Clear filters takes search, states and recall types away, in one step", async ({ desk, page }) => {
  await desk.open("q=Task&status=4&type=0&page=1&size=50");
  await expect(desk.rows).toHaveCount(1);
  const steps = await desk.historyLength();
  await desk.button("Clear filters").click();
  await expect(desk.rowsLine("1–50 of 250")).toBeVisible();
  await expect(desk.search).toHaveValue("");
  await expect(page.getByRole("group").locator("[aria-pressed=true]")).toHaveText(["Last 7 days"]);
  await expect(desk.button("Clear filters")).toBeDisabled();
  expect(desk.parameters).toEqual({ size: "50" });
  expect(await desk.historyLength()).toBe(steps + 1);
  await page.goBack();
  await expect(desk.search).toHaveValue("Task");
  await expect(desk.cells("Task name")).toHaveText(["Task 237"]);
});

test("folded, the button says how many filters are set", async ({ desk, page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await desk.open();
  await desk.button("Filters").click();
  await desk.statuses.getByRole("button", { name: "Execution exception" }).click();
  await desk.types.getByRole("button", { name: "Redial all" }).click();
  await expect(desk.button("Filters (2)")).toBeVisible();
  await desk.search.fill("Task");
  await expect(desk.button("Filters (3)")).toBeVisible();
  await desk.open("status=0,4&q=Task");
  await expect(desk.button("Filters (2)")).toBeVisible();
  await expect(desk.statuses).toBeHidden();
});

test("a filter leads to the first page", async ({ desk }) => {
  await desk.open("page=3");
  await expect(desk.cells("Task name")).toHaveText(names(41, 60));
  await desk.types.getByRole("button", { name: "Redial failed calls" }).click();
  await expect(desk.rowsLine("1–20 of 225")).toBeVisible();
  expect(desk.parameters).toEqual({ type: "1" });
});
