// One task: everything about it, at an address of its own, however odd its data is.
import type { Page } from "@playwright/test";

import { tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";

/** The value beside a fact's name in the open dialog. */
const fact = (page: Page, name: string) =>
  page.getByRole("dialog").locator("dt").getByText(name, { exact: true }).locator("xpath=following-sibling::dd");

test("a task's name opens a dialog named after it, at an address of its own", async ({ desk, page, vendor }) => {
  await vendor.offer(tasks(3, (number) => ({ status: 1, finishNum: number, recallType: 0 })));
  await desk.open();
  await desk.rows.getByRole("button", { name: "Task 2" }).click();
  await expect(page.getByRole("dialog", { name: "Task 2", exact: true })).toBeVisible();
  expect(desk.parameters).toEqual({ task: "100002" });
  for (const [name, value] of [
    ["Status", "In progress"],
    ["Progress", "2 of 6"],
    ["Task name", "Task 2"],
    ["Task ID", "5000002"],
    ["Recall ID", "100002"],
    ["Recall type", "Redial all"],
    ["Interval", "30 min"],
    ["Attempts planned", "6"],
    ["Attempts done", "2"],
  ] as const) {
    await expect(fact(page, name)).toHaveText(value);
  }
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goForward();
  await expect(page.getByRole("dialog", { name: "Task 2" })).toBeVisible();
});

for (const way of ["Escape", "Close"] as const) {
  test(`${way} closes the task, and the focus goes back to its name`, async ({ desk, page, vendor }) => {
    await vendor.offer(tasks(3));
    await desk.open();
    const name = desk.rows.getByRole("button", { name: "Task 2" });
    await name.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Task 2" });
    await expect(dialog).toBeVisible();
    await expect(dialog.locator(":focus")).toHaveCount(1);
    if (way === "Escape") await page.keyboard.press("Escape");
    else await dialog.getByRole("button", { name: "Close" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(name).toBeFocused();
    await expect.poll(() => desk.parameters).toEqual({});
  });
}

test("a link to a task opens it", async ({ desk, page, vendor }) => {
  await vendor.offer(tasks(3));
  await desk.open("task=100003");
  await expect(page.getByRole("dialog", { name: "Task 3" })).toBeVisible();
});

test("a link to a task of another page finds it", async ({ desk, page, vendor }) => {
  await vendor.offer(tasks(250));
  await desk.open("task=100230");
  await expect(page.getByRole("dialog", { name: "Task 230" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(desk.rows).toHaveCount(20);
  await expect(desk.rows.first()).toContainText("Task 1");
});

test("a link to a task that is not among the rows says so", async ({ desk, page, vendor }) => {
  await vendor.offer(tasks(3));
  await desk.open("task=42");
  await expect(page.getByRole("dialog")).toContainText("Recall 42 is not among the loaded rows.");
  await page.keyboard.press("Escape");
  await expect(desk.rows).toHaveCount(3);
});

test("what is likely to be needed elsewhere can be copied", async ({ context, desk, page, vendor }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const [task] = tasks(1, () => ({ keyId: 1 }));
  await vendor.offer([task]);
  await desk.open("task=1");
  for (const [what, text] of [
    ["Task name", task!.taskName],
    ["Task ID", String(task!.taskId)],
    ["Recall ID", "1"],
    ["Created", task!.createTime],
  ] as const) {
    await page.getByRole("dialog").getByRole("button", { name: `Copy ${what}`, exact: true }).click();
    await expect(page.getByText(`${what} copied`)).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
  }
});

test("odd data is shown as it is, and never run", async ({ desk, page, vendor }) => {
  const createTime = tasks(1)[0]!.createTime;
  const markup = "<img src=x onerror=\"document.title='run'\"> & <b>bold</b>";
  const cjk = "秋季会员续费电话回访任务第二批未接听号码自动重拨".repeat(3).slice(0, 64);
  // Written by hand, because the number is one that no float can hold.
  const large = `{"keyId":9007199254740993,"taskId":9223372036854775807,"taskName":${JSON.stringify(markup)},
    "createTime":"${createTime}","status":7,"recallType":9,"recallInterval":1440,"recallNum":3,"finishNum":5}`;
  const empty = { keyId: 2, taskName: null, createTime, status: null, recallType: null, recallNum: null };
  const long = tasks(1, () => ({ taskName: cjk }))[0];
  await vendor.offerText(`[${large},${JSON.stringify(empty)},${JSON.stringify(long)}]`);
  await desk.open();
  await expect(desk.rows).toHaveCount(3);

  await expect(desk.rows.filter({ hasText: "9007199254740993" }).getByRole("cell")).toHaveText([
    "Unknown (7)",
    markup,
    "9223372036854775807",
    "Unknown (9)",
    "5 of 3",
    "1,440 min",
    new RegExp(`^${createTime}`),
    "9007199254740993",
  ]);
  const missing = desk.rows.filter({ has: page.getByRole("cell", { name: "2", exact: true }) });
  await expect(missing.getByRole("cell")).toHaveText(["—", "—", "—", "—", "—", "—", new RegExp(`^${createTime}`), "2"]);
  await expect(desk.rows.filter({ hasText: cjk })).toHaveCount(1);
  await expect(desk.table.locator("img, b")).toHaveCount(0);
  await expect(page).toHaveTitle("Recall Desk");

  await desk.rows.getByRole("button", { name: "bold" }).click();
  await expect(page.getByRole("dialog", { name: markup, exact: true })).toBeVisible();
  expect(desk.parameters).toEqual({ task: "9007199254740993" });
  await page.keyboard.press("Escape");
  await missing.getByRole("button").click();
  await expect(page.getByRole("dialog", { name: "Recall ID 2", exact: true })).toBeVisible();
  await expect(fact(page, "Attempts done")).toHaveText("—");
});

test.describe("whose first load fails", () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  test("a link to a task says so, can be tried again, and then opens it", async ({ desk, page, vendor }) => {
    await vendor.offer(tasks(3));
    await vendor.failAlways({ status: 503 });
    await desk.open("task=100003&refresh=0");
    await expect(desk.alert).toContainText("The vendor has a fault");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page.getByRole("banner")).toContainText("Last load failed");
    await vendor.recover();
    await desk.tryAgain.click();
    await expect(page.getByRole("dialog", { name: "Task 3" })).toBeVisible();
    await expect(page.getByRole("banner")).toContainText("Connected");
  });
});
