// Windows that take long to read: asked about first, with progress and a way out.
import { QUESTIONS } from "../harness/desk";
import { Held } from "../harness/held";
import { names, tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";

test("a window of more than 2,000 rows is asked about before it is read", async ({ desk, vendor }) => {
  await vendor.offer(tasks(2_500, (number) => ({ status: number === 2_480 ? 4 : 2 })));
  await desk.open();
  await desk.statuses.getByRole("button", { name: "Execution exception" }).click();
  await expect(desk.board.getByText("all 2,500 rows of this range have to be loaded first")).toBeVisible();
  await expect(desk.table).toHaveCount(0);
  expect((await vendor.requests()).length, "only the first page was asked for").toBe(2);
  await desk.button("Load all 2,500 rows").click();
  await expect(desk.cells("Task name")).toHaveText(["Task 2480"]);
  await expect(desk.rowsLine("1–1 of 1")).toBeVisible();
});

test("once a long window is read, further filters and orders need no second question", async ({ desk, vendor }) => {
  await vendor.offer(tasks(2_100, (number) => ({ status: number % 2 })));
  await desk.open("status=0");
  await desk.button("Load all 2,100 rows").click();
  await expect(desk.rowsLine("1–20 of 1,050")).toBeVisible();
  await desk.statuses.getByRole("button", { name: "In progress" }).click();
  await expect(desk.rowsLine("1–20 of 2,100")).toBeVisible();
  await expect(desk.cells("Task name")).toHaveText(names(1, 20));
});

test("a walk shows how far it is, and Cancel keeps what was read and says so", async ({ desk, page, vendor }) => {
  await vendor.offer(tasks(250, (number) => ({ status: number === 30 || number === 237 ? 4 : 2 })));
  await desk.open();
  await expect(desk.rows).toHaveCount(20);
  const answers = await Held.back(page, ({ current }) => current > 1);
  await desk.statuses.getByRole("button", { name: "Execution exception" }).click();
  await expect(page.getByText("Reading all rows: 100 of 250")).toBeVisible();
  await expect(desk.rows, "the rows stay while others are on their way").toHaveCount(20);
  await desk.button("Cancel").click();
  const partial = "First 100 of 250 rows loaded; filters and counts cover loaded rows only.";
  await expect(desk.board.getByText(partial)).toBeVisible();
  await expect(desk.cells("Task name")).toHaveText(["Task 30"]);
  await expect(desk.alert).toHaveCount(0);

  await answers.release();
  await desk.button("Refresh now").click();
  await expect(desk.cells("Task name")).toHaveText(["Task 30", "Task 237"]);
  await expect(desk.board.getByText(partial)).toHaveCount(0);
});

test("tasks that vanish while a window is read are no reason to lose others", async ({ desk, page, vendor }) => {
  await vendor.offer(tasks(250));
  await desk.open();
  await expect(desk.rows).toHaveCount(20);
  // After the walk's first page a row disappears, which pulls a row of the second page on to the first.
  let asked = 0;
  await page.route("**/api/voice/recallFlow/queryPage", async (route) => {
    if (++asked === 2) await vendor.offer(tasks(250).filter(({ keyId }) => keyId !== 100_050));
    await route.continue();
  });
  await desk.statuses.getByRole("button", { name: "Completed" }).click();
  await expect(desk.rowsLine("1–20 of 249")).toBeVisible();
  await desk.pages.getByRole("textbox", { name: "Go to page" }).fill("6");
  await desk.pages.getByRole("textbox", { name: "Go to page" }).press("Enter");
  await expect(desk.cells("Task name").first()).toHaveText("Task 102");
});

test("where not all rows may be read, the button says how many, and the summary why it counts none", async ({ desk, page }) => {
  await page.route(QUESTIONS, async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    answer.data.total = 61_204;
    await route.fulfill({ response, json: answer });
  });
  await desk.open();
  await expect(desk.rowsLine("1–20 of 61,204")).toBeVisible();
  await expect(page.getByText("More than 50,000 are not counted. Choose a shorter range.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Count all/ })).toHaveCount(0);
  await desk.statuses.getByRole("button", { name: "Completed" }).click();
  await expect(desk.button("Load the first 50,000 rows")).toBeVisible();
});
