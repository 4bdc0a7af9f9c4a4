// The first thing that users see: rows, or one of three other states, each with its own words.
import { COLUMNS } from "../harness/desk";
import { Held } from "../harness/held";
import { names, tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";

const NOTHING_IN_RANGE = "No tasks in this range";
const NOTHING_MATCHES = "No task matches these filters";

test("rows appear with all eight columns, newest first", async ({ desk, vendor }) => {
  await vendor.offer(tasks(574));
  await desk.open();
  await expect(desk.table.getByRole("columnheader")).toHaveText([...COLUMNS]);
  await expect(desk.cells("Task name")).toHaveText(names(1, 20));
  await expect(desk.rowsLine("1–20 of 574")).toBeVisible();
});

test("a row says all that the vendor sent, in words", async ({ desk, vendor }) => {
  const [task] = tasks(1, () => ({ status: 1, finishNum: 1, recallType: 0 }));
  await vendor.offer([task]);
  await desk.open();
  await expect(desk.rows).toHaveCount(1);
  await expect(desk.rows.getByRole("cell")).toHaveText([
    "In progress",
    "Task 1",
    "5000001",
    "Redial all",
    "1 of 6",
    "30 min",
    new RegExp(`^${task!.createTime}`),
    "100001",
  ]);
});

test("while the first answer is on its way, the panel says that it is loading", async ({ desk, page, vendor }) => {
  await vendor.offer(tasks(3));
  const answers = await Held.back(page);
  await desk.open();
  await expect(page.getByText("Loading tasks…")).toBeVisible();
  await expect(desk.table).toHaveCount(0);
  await expect(page.getByText(NOTHING_IN_RANGE)).toHaveCount(0);
  await answers.release();
  await expect(desk.rows).toHaveCount(3);
  await expect(page.getByText("Loading tasks…")).toHaveCount(0);
});

test("a quick answer shows no skeleton: it is seen after 300 ms", async ({ desk, page }) => {
  const answers = await Held.back(page);
  await desk.stopClock();
  await desk.open();
  await answers.arrived;
  const skeleton = page.locator(".skeleton");
  await expect(skeleton).toHaveCount(1);
  // Its animation begins anew, and is looked at where it is brought to, whatever time it really is.
  const seen = await skeleton.evaluate((element: HTMLElement) => {
    document.documentElement.classList.remove("late");
    element.style.display = "none";
    element.getBoundingClientRect();
    element.style.display = "";
    const [late] = element.getAnimations();
    return [0, 299, 300].map((time) => {
      late!.currentTime = time;
      return getComputedStyle(element).visibility;
    });
  });
  expect(seen).toEqual(["hidden", "hidden", "visible"]);
  // What the page showed before its code came, the panel shows on.
  await desk.pass(0.299);
  await expect(page.locator("html")).not.toHaveClass(/late/);
  await desk.pass(0.001);
  await expect(page.locator("html")).toHaveClass(/late/);
  expect(await skeleton.evaluate((element) => element.getAnimations().length)).toBe(0);
  await answers.release();
  await expect(desk.rows).toHaveCount(20);
});

test("the header says what this is, and how it is shown", async ({ desk, page }) => {
  await desk.open();
  const header = page.getByRole("banner");
  await expect(header.getByRole("heading", { level: 1 })).toHaveText("Recall Desk");
  await expect(header.getByRole("combobox", { name: "Time zone" })).toHaveValue("vendor");
  for (const name of ["Language", "Theme"]) await expect(header.getByRole("button", { name })).toBeVisible();
  await expect(header.getByText("Demo")).toHaveCount(0);
});

test("a slow vendor is waited for", async ({ desk, page, vendor }) => {
  await vendor.failAlways({ latency: 1_500 });
  await desk.open();
  await expect(page.getByText("Loading tasks…")).toBeVisible();
  await expect(desk.rows).toHaveCount(20);
});

test("a range without tasks says so, and offers no filters to clear", async ({ desk, page, vendor }) => {
  await vendor.offer([]);
  await desk.open();
  await expect(desk.board.getByText(NOTHING_IN_RANGE)).toBeVisible();
  await expect(desk.table).toHaveCount(0);
  await expect(desk.alert).toHaveCount(0);
  await expect(desk.board.getByText(NOTHING_MATCHES)).toHaveCount(0);
  await expect(desk.board.getByRole("button", { name: "Clear filters" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Clear filters" })).toBeDisabled();
});

for (const query of ["status=4", "q=nobody%20called%20it%20that", "type=0&status=2"]) {
  test(`filters that keep nothing (${query}) say so, and can be cleared on the spot`, async ({ desk, vendor }) => {
    await vendor.offer(tasks(5));
    await desk.open(query);
    await expect(desk.board.getByText(NOTHING_MATCHES)).toBeVisible();
    await expect(desk.board.getByText(NOTHING_IN_RANGE)).toHaveCount(0);
    await expect(desk.alert).toHaveCount(0);
    await desk.board.getByRole("button", { name: "Clear filters" }).click();
    await expect(desk.cells("Task name")).toHaveText(names(1, 5));
    expect(desk.parameters).toEqual({});
  });
}

test.describe("when the first load fails", () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  test("an alert says why, and Try again brings the rows", async ({ desk, page, vendor }) => {
    await vendor.failAlways({ status: 503 });
    await desk.open();
    await expect(desk.alert).toContainText("The vendor has a fault");
    await expect(desk.alert).toContainText("Failing since");
    await expect(desk.table).toHaveCount(0);
    for (const empty of [NOTHING_IN_RANGE, NOTHING_MATCHES]) await expect(page.getByText(empty)).toHaveCount(0);
    await vendor.recover();
    await desk.tryAgain.click();
    await expect(desk.rows).toHaveCount(20);
    await expect(desk.alert).toHaveCount(0);
  });

  test("a relay that does not know its session yet is asked again too", async ({ desk, page }) => {
    await page.route("**/api/session", (route) => route.abort());
    await desk.open();
    await expect(desk.alert).toContainText("The relay does not answer");
    await page.unroute("**/api/session");
    await desk.tryAgain.click();
    await expect(desk.rows).toHaveCount(20);
  });
});
