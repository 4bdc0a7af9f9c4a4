// Sorting: true for the whole window, said to those who can't see the arrow, and undone by a third click.
import { type VendorTask, names, tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";

/** 250 tasks in an order that is none of any column's; every value of the sort keys occurs once. */
const shuffled = (number: number) => (number * 101) % 251;
const WINDOW = tasks(250, (number) => ({
  keyId: 700_000 + shuffled(number),
  taskId: 6_000_000 + ((number * 57) % 251),
  taskName: `Call ${String(shuffled(number + 1000)).padStart(3, "0")}`,
  recallInterval: 1 + ((number * 33) % 251),
  recallNum: 1000,
  finishNum: (number * 19) % 251,
}));

/** The tasks with the smallest values, as the panel should show them. */
function smallest(key: (task: VendorTask) => number | string): VendorTask[] {
  return [...WINDOW].sort((a, b) => (key(a) < key(b) ? -1 : 1)).slice(0, 20);
}

test.beforeEach(({ vendor }) => vendor.offer(WINDOW));

test("three clicks sort up, sort down, and bring the vendor's order back", async ({ desk }) => {
  await desk.open();
  const header = desk.header("Task name");
  const byName = [...WINDOW].map(({ taskName }) => taskName).sort();
  await expect(desk.table.locator("th[aria-sort]")).toHaveCount(0);

  await header.getByRole("button").click();
  await expect(desk.cells("Task name")).toHaveText(byName.slice(0, 20));
  await expect(header).toHaveAttribute("aria-sort", "ascending");
  expect(desk.parameters).toEqual({ sort: "name" });

  await header.getByRole("button").click();
  await expect(desk.cells("Task name")).toHaveText(byName.slice(-20).reverse());
  await expect(header).toHaveAttribute("aria-sort", "descending");
  expect(desk.parameters).toEqual({ sort: "-name" });

  await header.getByRole("button").click();
  await expect(desk.cells("Task name")).toHaveText(WINDOW.slice(0, 20).map(({ taskName }) => taskName));
  await expect(desk.table.locator("th[aria-sort]")).toHaveCount(0);
  expect(desk.parameters).toEqual({});
});

for (const [column, key] of [
  ["Task ID", (task: VendorTask) => task.taskId],
  ["Progress", (task: VendorTask) => task.finishNum],
  ["Interval", (task: VendorTask) => task.recallInterval],
  ["Created", (task: VendorTask) => task.createTime],
  ["Recall ID", (task: VendorTask) => task.keyId],
] as const) {
  test(`${column} sorts all 250 rows and not the page`, async ({ desk }) => {
    await desk.open();
    await desk.header(column).getByRole("button").click();
    await expect(desk.cells("Task name")).toHaveText(smallest(key).map(({ taskName }) => taskName));
    await expect(desk.table.locator("th[aria-sort]")).toHaveText([column]);
    await expect(desk.rowsLine("1–20 of 250")).toBeVisible();
  });
}

test("a sorted page follows the one before it, and another order begins at page 1", async ({ desk }) => {
  await desk.open("sort=-id&page=2");
  const descending = [...WINDOW].sort((a, b) => b.keyId - a.keyId).map(({ taskName }) => taskName);
  await expect(desk.cells("Task name")).toHaveText(descending.slice(20, 40));
  await desk.header("Status").getByRole("button").click();
  await expect(desk.header("Status")).toHaveAttribute("aria-sort", "ascending");
  await expect(desk.rowsLine("1–20 of 250")).toBeVisible();
  expect(desk.parameters).toEqual({ sort: "status" });
});

test("equal rows keep the vendor's order, and missing values come last both ways", async ({ desk, vendor }) => {
  await vendor.offer(tasks(4).map((task, at) => (at === 0 ? { ...task, recallInterval: null } : task)));
  for (const sort of ["interval", "-interval"]) {
    await desk.open(`sort=${sort}`);
    await expect(desk.cells("Task name")).toHaveText([...names(2, 4), "Task 1"]);
    await expect(desk.cells("Interval").last()).toHaveText("—");
  }
});
