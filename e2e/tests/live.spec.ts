// Live, and under control: who asks when, and what an answer may change.
import { Held } from "../harness/held";
import { names, tasks, vendorTime } from "../harness/tasks";
import { expect, test } from "../harness/test";

test("tasks that move no other appear by themselves once the interval has passed", async ({ desk, vendor }) => {
  await desk.stopClock();
  await vendor.offer(tasks(3));
  await desk.open("refresh=10");
  await expect(desk.rowsLine("1–3 of 3")).toBeVisible();
  await vendor.offer(tasks(4));
  await desk.pass(11);
  await expect(desk.rowsLine("1–4 of 4")).toBeVisible();
  await vendor.offer(tasks(5));
  await desk.pass(11);
  await expect(desk.rowsLine("1–5 of 5")).toBeVisible();
});

/** So many tasks that are newer than all others. */
const newcomers = (count: number) =>
  tasks(count, (number) => ({ keyId: 200_000 + number, taskName: `Newcomer ${number}` }));

test("new tasks are told and wait, the rows stay where they are, and a press shows them", async ({ desk, page, vendor }) => {
  await desk.stopClock();
  const older = tasks(45, (number) => ({ createTime: vendorTime(number + 10) }));
  await vendor.offer(older);
  await desk.open("refresh=10");
  await expect(desk.cells("Task name")).toHaveText(names(1, 20));
  const row = desk.rows.filter({ hasText: "Task 20" });
  const place = await row.boundingBox();
  // The last two rows of the page are on the next one now, and one of them has changed.
  await vendor.offer([...newcomers(2), ...older.with(19, { ...older[19]!, status: 4 })]);
  await desk.pass(11);
  const button = desk.button("2 new tasks");
  await expect(button).toBeVisible();
  await expect(desk.cells("Task name")).toHaveText(names(1, 20));
  await expect(row).toContainText("Execution exception");
  await expect(row.locator("[data-changed]")).toHaveText(["Execution exception"]);
  expect(await row.boundingBox(), "nothing moves under the pointer").toEqual(place);
  await expect(desk.rowsLine("1–20 of 45")).toBeVisible();
  await button.press("Enter");
  await expect(desk.cells("Task name")).toHaveText(["Newcomer 1", "Newcomer 2", ...names(1, 18)]);
  await expect(desk.rowsLine("1–20 of 47")).toBeVisible();
  await expect(desk.said).toHaveText("Rows 1 to 20 of 47");
  await expect(button).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Table of tasks, can be scrolled sideways" })).toBeFocused();
  await expect(desk.rows.filter({ has: page.locator("[data-changed]") })).toHaveCount(2);
});

test("what changed is marked for ten seconds, and what the user's own filter shows is not", async ({ desk, vendor }) => {
  await desk.stopClock();
  const before = tasks(3);
  await vendor.offer(before);
  await desk.open("refresh=0");
  await expect(desk.rows).toHaveCount(3);
  // The panel looks at the clock once a second.
  await desk.pass(1);
  await vendor.offer(before.with(1, { ...before[1]!, status: 1, finishNum: 3 }));
  await desk.button("Refresh now").click();
  const marked = desk.table.locator("[data-changed]");
  await expect(marked).toHaveText(["In progress", "3 of 6"]);
  await desk.pass(9);
  await expect(marked).toHaveCount(2);
  await desk.pass(2);
  await expect(marked).toHaveCount(0);
  await desk.statuses.getByRole("button", { name: "Completed" }).click();
  await expect(desk.rows).toHaveCount(2);
  await expect(marked).toHaveCount(0);
});

test("a mark stands still where motion is not wanted", async ({ desk, page, vendor }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const [before] = tasks(1);
  await vendor.offer([before]);
  await desk.open("refresh=0");
  await expect(desk.rows).toHaveCount(1);
  await vendor.offer([{ ...before, status: 1 }]);
  await desk.button("Refresh now").click();
  const look = desk.table.locator("[data-changed]").evaluate((cell) => {
    const { animationName, backgroundColor } = getComputedStyle(cell);
    return { animationName, backgroundColor };
  });
  expect(await look).toEqual({ animationName: "none", backgroundColor: "rgb(231, 240, 253)" });
});

test("an open menu holds the refreshing, and says so", async ({ desk, page, vendor }) => {
  await desk.stopClock();
  await vendor.offer(tasks(3));
  await desk.open("refresh=10");
  await expect(desk.rowsLine("1–3 of 3")).toBeVisible();
  await desk.button("Columns").click();
  await vendor.offer(tasks(4));
  const asked = (await vendor.requests()).length;
  await desk.pass(60);
  await expect(desk.board.getByText("Paused: menu open")).toBeVisible();
  await page.keyboard.press("Escape");
  await desk.pass(2);
  await expect(desk.rowsLine("1–4 of 4")).toBeVisible();
  expect((await vendor.requests()).length).toBe(asked + 1);
});

test("paused, nothing is asked until the user resumes", async ({ desk, vendor }) => {
  await desk.stopClock();
  await vendor.offer(tasks(3));
  await desk.open("refresh=10");
  await expect(desk.rowsLine("1–3 of 3")).toBeVisible();
  const asked = (await vendor.requests()).length;
  await desk.button("Pause auto-refresh").click();
  await expect(desk.board.getByText("Paused", { exact: true })).toBeVisible();
  await vendor.offer(tasks(4));
  await desk.pass(60);
  await desk.button("Resume auto-refresh").click();
  await expect(desk.rowsLine("1–4 of 4")).toBeVisible();
  expect((await vendor.requests()).length, "one question on return, and none before").toBe(asked + 1);
  await expect(desk.button("Pause auto-refresh")).toBeVisible();
});

test("switched off, only Refresh now asks", async ({ desk, vendor }) => {
  await desk.stopClock();
  await vendor.offer(tasks(3));
  await desk.open("refresh=0");
  await expect(desk.rowsLine("1–3 of 3")).toBeVisible();
  const asked = (await vendor.requests()).length;
  await vendor.offer(tasks(4));
  await desk.pass(600);
  await desk.button("Refresh now").click();
  await expect(desk.rowsLine("1–4 of 4")).toBeVisible();
  expect((await vendor.requests()).length).toBe(asked + 1);
});

test.describe("with a relay that keeps answers", () => {
  test.use({ relayArguments: ["--cache-seconds", "60"] });

  test("Refresh now shows what has changed, and others see it too", async ({ desk, page, vendor }) => {
    await desk.stopClock();
    await vendor.offer(tasks(3));
    await desk.open("refresh=0");
    await expect(desk.rowsLine("1–3 of 3")).toBeVisible();
    await vendor.offer(tasks(4));
    await desk.button("Refresh now").click();
    await expect(desk.rowsLine("1–4 of 4")).toBeVisible();
    const asked = (await vendor.requests()).length;
    await vendor.offer(tasks(5));
    await page.reload();
    await expect(desk.rowsLine("1–4 of 4")).toBeVisible();
    expect((await vendor.requests()).length, "the relay knows that answer").toBe(asked);
  });
});

test("an open task holds the refreshing, and says so", async ({ desk, page, vendor }) => {
  await desk.stopClock();
  await vendor.offer(tasks(3));
  await desk.open("refresh=10");
  await desk.rows.first().getByRole("button", { name: "Task 1" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await vendor.offer(tasks(4));
  const asked = (await vendor.requests()).length;
  await desk.pass(60);
  await expect(page.getByText("Paused: task open")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(desk.rowsLine("1–4 of 4")).toBeVisible();
  expect((await vendor.requests()).length).toBe(asked + 1);
});

test.describe("while it fails", () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  test("the panel asks less and less often, and recovers by itself", async ({ desk, vendor }) => {
    await desk.stopClock();
    await desk.open("refresh=10");
    await expect(desk.rows).toHaveCount(20);
    await vendor.failAlways({ code: -2 });
    const asked = (await vendor.requests()).length;
    await desk.pass(11);
    await expect(desk.alert).toBeVisible();
    expect((await vendor.requests()).length).toBe(asked + 1);
    await vendor.recover();
    // Ten seconds would do if all were well; after one failure it takes twenty.
    await desk.pass(15);
    await expect(desk.alert).toBeVisible();
    await desk.pass(10);
    await expect(desk.alert).toHaveCount(0);
    expect((await vendor.requests()).length, "none at ten seconds and one at twenty").toBe(asked + 2);
  });

  test("the panel tries again when it was told to, and says when that is", async ({ desk, vendor }) => {
    await desk.stopClock();
    await desk.open("refresh=10");
    await expect(desk.rows).toHaveCount(20);
    await vendor.failAlways({ retryAfter: [429, 45] });
    await desk.button("Refresh now").click();
    await expect(desk.alert).toContainText("The vendor asks for fewer requests");
    await desk.pass(1);
    await expect(desk.board.getByText(/^Trying again in 4\d s$/)).toBeVisible();
    await vendor.recover();
    const asked = (await vendor.requests()).length;
    await desk.pass(40);
    await expect(desk.board.getByText(/^Trying again in [1-5] s$/)).toBeVisible();
    expect((await vendor.requests()).length, "no question before its time").toBe(asked);
    await desk.pass(6);
    await expect(desk.alert).toHaveCount(0);
    await expect(desk.board.getByText(/^Trying again/)).toHaveCount(0);
  });
});

test("a slow answer never takes the place of a newer one", async ({ desk, page, vendor }) => {
  const older = tasks(2, () => ({ taskName: "Older" }));
  const newer = (count: number) => tasks(count, (number) => ({ keyId: 200_000 + number, taskName: "Newer" }));
  await vendor.offer([...older, ...newer(3)]);
  await desk.open("refresh=0");
  await expect(desk.rows).toHaveCount(5);
  const answer = await Held.back(page, ({ params }) => params.taskName === "Older");
  await desk.search.fill("Older");
  await desk.search.press("Enter");
  await answer.arrived;
  await desk.search.fill("Newer");
  await desk.search.press("Enter");
  await expect(desk.cells("Task name")).toHaveText(["Newer", "Newer", "Newer"]);
  await desk.table.evaluate((table) => {
    const seen = new Set<string>();
    Object.assign(globalThis, { seen });
    new MutationObserver(() => seen.add(table.textContent ?? "")).observe(table, { childList: true, subtree: true });
  });
  await answer.release();
  // Whatever the old answer could do, it has done by the time that the answer to a further question is shown.
  await vendor.offer([...older, ...newer(4)]);
  await desk.button("Refresh now").click();
  await expect(desk.rows).toHaveCount(4);
  const seen = await page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]);
  expect(seen.filter((text) => text.includes("Older"))).toEqual([]);
  expect(desk.parameters).toEqual({ q: "Newer", refresh: "0" });
});

test("while an answer is on its way, Refresh now asks no second time", async ({ desk, page, vendor }) => {
  await desk.open("refresh=0");
  await expect(desk.rows).toHaveCount(20);
  const asked = (await vendor.requests()).length;
  const answers = await Held.back(page);
  for (const _ of [1, 2, 3]) await desk.button("Refresh now").click();
  await expect(desk.table).toHaveAttribute("aria-busy", "true");
  await answers.arrived;
  await answers.release();
  await expect(desk.table).toHaveAttribute("aria-busy", "false");
  expect((await vendor.requests()).length).toBe(asked + 1);
});

test("an unchanged answer changes no node, and a changed one only what changed", async ({ desk, page, vendor }) => {
  // Days old, so that the ages that are shown stand still.
  const old = (status: (number: number) => number) =>
    tasks(20, (number) => ({ createTime: `2025-08-17 10:00:${10 + number}`, status: status(number) }));
  await vendor.offer(old(() => 1));
  await desk.open("from=2025-08-17T00:00:00Z&to=2025-08-17T23:59:59Z&refresh=0");
  await expect(desk.rows).toHaveCount(20);
  await desk.table.locator("tbody").evaluate((body) => {
    const touched: string[] = [];
    Object.assign(globalThis, { touched });
    new MutationObserver((mutations) => {
      for (const { target } of mutations) {
        const cell = (target instanceof Element ? target : target.parentElement)?.closest("td");
        touched.push(`${cell?.parentElement?.querySelector("button")?.textContent}: ${cell?.dataset["column"]}`);
      }
    }).observe(body, { attributes: true, characterData: true, childList: true, subtree: true });
  });
  const refresh = async () => {
    const answer = page.waitForResponse(/queryPage$/);
    await desk.button("Refresh now").click();
    await (await answer).finished();
    await expect(desk.table).toHaveAttribute("aria-busy", "false");
  };
  await refresh();
  await vendor.offer(old((number) => (number === 7 ? 4 : 1)));
  await refresh();
  await expect(desk.cells("Status").filter({ hasText: "Execution exception" })).toHaveCount(1);
  const touched = await page.evaluate(() => (globalThis as unknown as { touched: string[] }).touched);
  expect(new Set(touched)).toEqual(new Set(["Task 7: status"]));
});
