// The summary: true for the whole window, at the price of no request that the user did not want.
import type { Page } from "@playwright/test";

import type { Desk } from "../harness/desk";
import { Held } from "../harness/held";
import { tasks, vendorTime } from "../harness/tasks";
import { expect, test } from "../harness/test";

/** 250 tasks a minute apart: one exception on the vendor's third page, two in progress that should have ended. */
const WINDOW = tasks(250, (number) => ({
  status: number === 237 ? 4 : number === 3 || number > 248 ? 1 : 2,
  recallNum: 2,
  recallInterval: number === 3 ? 600 : 5,
}));

const RANGE = { from: "2025-08-17T00:00:00+08:00", to: "2025-08-17T23:59:59+08:00" };
const ADDRESS = new URLSearchParams(RANGE).toString();

/** 40 tasks of the day in RANGE, at one minute past each of its first four hours in turn; one is an exception. */
const DAY = tasks(40, (number) => ({
  createTime: `2025-08-17 0${number % 4}:01:00`,
  status: number === 5 ? 4 : 2,
}));

const summary = (page: Page) => page.getByRole("region", { name: "Summary" });
const bars = (page: Page) => page.getByRole("listbox", { name: "Tasks over time" });

const share = (page: Page, name: string) => summary(page).getByRole("checkbox", { name, exact: true });

async function range(desk: Desk): Promise<string[]> {
  await expect.poll(() => desk.parameters.from).not.toBe(RANGE.from);
  return [desk.parameters.from, desk.parameters.to];
}

test("the only exception of 250 tasks is counted, once the user wants to know", async ({ desk, page, vendor }) => {
  await vendor.offer(WINDOW);
  await desk.open();
  await expect(desk.rows).toHaveCount(20);
  expect((await vendor.requests()).length).toBe(1);
  await desk.button("Count all 250 tasks").click();
  await expect(share(page, "Execution exception: 1 of 250")).not.toBeChecked();
  await expect(summary(page).getByText("250 tasks", { exact: true })).toBeVisible();
  expect((await vendor.requests()).map(({ current, size }) => [current, size]).sort()).toEqual([
    [1, 100],
    [1, 20],
    [2, 100],
    [3, 100],
  ]);
  await expect(desk.rowsLine("1–20 of 250")).toBeVisible();

  await desk.button("1 exception").click();
  await expect(desk.cells("Task name")).toHaveText(["Task 237"]);
  await expect(share(page, "Execution exception: 1 of 250")).toBeChecked();
  await share(page, "Execution exception: 1 of 250").click();
  await share(page, "Completed: 246 of 250").click();
  await expect(desk.rowsLine("1–20 of 246")).toBeVisible();
  expect(desk.parameters).toEqual({ status: "2" });
  expect((await vendor.requests()).length, "all of that was at hand").toBe(4);
});

test("a window that a filter needs is added up by itself", async ({ desk, page, vendor }) => {
  await vendor.offer(WINDOW);
  await desk.open("status=4");
  await expect(desk.rows).toHaveCount(1);
  await expect(summary(page).getByText("250 tasks", { exact: true })).toBeVisible();
  await expect(share(page, "Completed: 246 of 250")).toBeVisible();
  expect((await vendor.requests()).length).toBe(3);
});

test("counting shows how far it is and can be called off, and the rows stay", async ({ desk, page, vendor }) => {
  await vendor.offer(WINDOW);
  await desk.open("refresh=0");
  await expect(desk.rows).toHaveCount(20);
  await vendor.failNext({ latency: 1 }, "hang", "hang");
  await desk.button("Count all 250 tasks").click();
  await expect(summary(page).getByText("Reading all rows: 100 of 250")).toBeVisible();
  await expect(desk.rows).toHaveCount(20);
  await summary(page).getByRole("button", { name: "Cancel" }).click();
  await expect(desk.button("Count all 250 tasks")).toBeVisible();
  await expect(desk.rowsLine("1–20 of 250")).toBeVisible();
  await expect(desk.alert).toHaveCount(0);
});

test("tasks that may be overdue are listed, with what that means, and lead to their task", async ({ desk, page, vendor }) => {
  await vendor.offer(WINDOW);
  await desk.open("status=4");
  const opener = desk.button("2 may be overdue (estimate)");
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("An estimate: the vendor does not tell when attempts are made")).toBeVisible();
  const listed = page.getByRole("listitem").getByRole("button");
  await expect(listed).toHaveText(["Task 250", "Task 249"]);
  await page.keyboard.press("Escape");
  await expect(listed.first()).toBeHidden();
  await expect(opener).toBeFocused();
  await opener.click();
  await listed.first().click();
  await expect(page.getByRole("dialog", { name: "Task 250" })).toBeVisible();
  expect(desk.parameters).toEqual({ status: "4", task: "100250" });
});

test("bars brushed with the pointer narrow the range, in one step", async ({ desk, page, vendor }) => {
  await vendor.offer(DAY);
  await desk.open(`${ADDRESS}&size=50`);
  await expect(desk.rowsLine("1–40 of 40")).toBeVisible();
  await expect(bars(page).getByRole("option")).toHaveCount(24);
  const steps = await desk.historyLength();
  const box = (await bars(page).boundingBox())!;
  const hour = (n: number) => box.x + (box.width * (n + 0.5)) / 24;
  await page.mouse.move(hour(2), box.y + 10);
  await page.mouse.down();
  await page.mouse.move(hour(0), box.y + 10, { steps: 4 });
  await expect(summary(page).getByText("2025-08-17 00:00–03:00: 30 tasks, 1 exception")).toBeVisible();
  // The pointer is held: it may leave the bars.
  await page.mouse.move(hour(1), box.y + 300);
  await page.mouse.up();
  expect(await range(desk)).toEqual(["2025-08-17T01:00:00+08:00", "2025-08-17T02:59:59+08:00"]);
  await expect(desk.rowsLine("1–20 of 20")).toBeVisible();
  expect(await desk.historyLength()).toBe(steps + 1);
  await page.goBack();
  await expect(desk.rowsLine("1–40 of 40")).toBeVisible();
  expect(desk.parameters).toMatchObject(RANGE);
});

test("bars brushed with the keyboard narrow the range, in one step", async ({ desk, page, vendor }) => {
  await vendor.offer(DAY);
  await desk.open(`${ADDRESS}&size=50&tz=utc`);
  await expect(desk.rowsLine("1–40 of 40")).toBeVisible();
  const steps = await desk.historyLength();
  await bars(page).focus();
  await page.keyboard.press("ArrowRight");
  await expect(bars(page).getByRole("option", { selected: true })).toHaveAccessibleName("2025-08-16 16:00–17:00: 10 tasks");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  expect(await range(desk)).toEqual(["2025-08-16T16:00:00+00:00", "2025-08-16T17:59:59+00:00"]);
  await expect(desk.rowsLine("1–20 of 20")).toBeVisible();
  expect(await desk.historyLength()).toBe(steps + 1);
});

test("once counted, a narrowed range is counted as well", async ({ desk, page, vendor }) => {
  await vendor.offer(tasks(150, (number) => ({ createTime: vendorTime(number * 60) })));
  await desk.open();
  await desk.button("Count all 150 tasks").click();
  await bars(page).focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(summary(page).getByText("48 tasks", { exact: true })).toBeVisible();
  await expect(share(page, "Completed: 48 of 48")).toBeVisible();
});

test("a refresh that brings nothing new leaves every node of the summary as it is", async ({ desk, page, vendor }) => {
  await vendor.offer(DAY);
  await desk.open(`${ADDRESS}&refresh=0&size=50`);
  await expect(desk.rowsLine("1–40 of 40")).toBeVisible();
  const changes = await summary(page).evaluateHandle((node) => {
    const changes: string[] = [];
    new MutationObserver((all) => changes.push(...all.map(({ target }) => target.nodeName))).observe(node, {
      ...{ subtree: true, childList: true, attributes: true, characterData: true },
    });
    return changes;
  });
  const asked = (await vendor.requests()).length;
  await desk.button("Refresh now").click();
  await expect.poll(async () => (await vendor.requests()).length).toBe(asked + 1);
  await expect(page.locator(".loading-bar.active")).toHaveCount(0);
  expect(await changes.jsonValue()).toEqual([]);
});

for (const [width, lang] of [[1280, "en"], [900, "en"], [360, "en"], [360, "zh-CN"]] as const) {
  test(`nothing moves when the counts come (${width} px, ${lang})`, async ({ desk, page, vendor }) => {
    await page.setViewportSize({ width, height: 800 });
    await vendor.offer(WINDOW);
    const pages = await Held.back(page, ({ current, size }) => size === 100 && current > 1);
    await desk.open(`lang=${lang}&refresh=0`);
    const top = async () => (await page.getByRole("table").boundingBox())!.y;
    await page.getByRole("button", { name: /^(Count all 250 tasks|统计全部 250 个任务)$/ }).click();
    await expect(page.getByText(/100 (of|\/) 250/)).toBeVisible();
    const before = await top();
    await pages.release();
    await expect(page.getByRole("listbox")).toBeVisible();
    expect(await top()).toBe(before);
  });
}

test("the rows stand where their skeleton stood, and stay there when they are to be counted", async ({ desk, page, vendor }) => {
  await vendor.offer(WINDOW);
  const first = await Held.back(page);
  await desk.open("refresh=0");
  await expect(page.getByText("Loading tasks…")).toBeVisible();
  const top = async () => (await desk.board.boundingBox())!.y;
  const before = await top();
  await first.release();
  await expect(desk.rows).toHaveCount(20);
  expect(await top()).toBe(before);
  await desk.button("Count all 250 tasks").click();
  await expect(page.getByRole("listbox")).toBeVisible();
  expect(await top()).toBe(before);
});

test("a range narrowed by keyboard keeps the focus near, also while its rows are read", async ({ desk, page, vendor }) => {
  await vendor.offer(tasks(150, (number) => ({ createTime: vendorTime(number * 10) })));
  await desk.open("refresh=0");
  await desk.button("Count all 150 tasks").click();
  await bars(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  const pages = await Held.back(page, ({ current }) => current > 1);
  await page.keyboard.press("Enter");
  await expect(summary(page).getByText("Reading all rows: 100 of 150")).toBeVisible();
  await expect(summary(page)).toBeFocused();
  await pages.release();
  await page.keyboard.press("Tab");
  await expect(share(page, "Completed: 150 of 150")).toBeVisible();
});
