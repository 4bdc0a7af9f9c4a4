// The first rows are asked for while the panel's code is still on its way, and the page has its shape already.
import type { Page, Request } from "@playwright/test";

import { Held } from "../harness/held";
import { names, tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";

test.beforeEach(({ vendor }) => vendor.offer(tasks(45)));

/** Holds the panel's code back, until what this gives is called. */
async function withoutCode(page: Page): Promise<() => void> {
  let letGo!: () => void;
  const released = new Promise<void>((resolve) => (letGo = resolve));
  await page.route("**/*.wasm", async (route) => {
    await released;
    await route.continue();
  });
  return letGo;
}

const isQuestion = (request: Request): boolean => request.url().endsWith("/queryPage");

/** The bodies of the questions, and how often the session was asked for, from now on. */
function heard(page: Page): { questions: unknown[]; sessions: number } {
  const heard = { questions: [] as unknown[], sessions: 0 };
  page.on("request", (request) => {
    if (isQuestion(request)) heard.questions.push(request.postDataJSON());
    if (request.url().endsWith("/api/session")) heard.sessions += 1;
  });
  return heard;
}

/** What the settings of an earlier visit are. */
async function remember(page: Page, settings: string): Promise<void> {
  const text = String(new URLSearchParams({ settings }));
  await page.addInitScript((text) => localStorage.setItem("recall-desk", text), text);
}

for (const [visit, settings, address, size] of [
  ["a first visit", "", "", 20],
  ["a visit with settings", "theme=dark&size=10&tz=utc", "", 10],
  ["a visit to an address with looks", "", "density=compact&size=10", 10],
  ["a visit to an address with a size that can't be", "", "size=0", 20],
  ["a visit to an address with too large a size", "", "size=1000", 20],
] as const) {
  test(`at ${visit} the rows are asked for before the code has come, and once`, async ({ desk, page }) => {
    const release = await withoutCode(page);
    await remember(page, settings);
    const asked = heard(page);
    const answer = page.waitForResponse((response) => isQuestion(response.request()));
    await desk.open(address);
    await answer;
    await expect(page.getByRole("heading", { name: "Recall Desk" })).toBeVisible();
    await expect(page.locator(".skeleton")).toBeVisible();
    await expect(desk.table).toHaveCount(0);
    release();
    await expect(desk.cells("Task name")).toHaveText(names(1, size));
    expect(asked.questions).toMatchObject([{ current: 1, size }]);
    expect(asked.sessions).toBe(1);
    await expect(page.locator(".skeleton")).toHaveCount(0);
  });
}

for (const address of ["page=2", "range=24h", "q=Task", "from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z"]) {
  test(`what ${address} means is left to the panel`, async ({ desk, page }) => {
    const release = await withoutCode(page);
    const asked = heard(page);
    const session = page.waitForResponse("**/api/session");
    await desk.open(address);
    await (await session).finished();
    release();
    await expect(desk.rows.first()).toBeVisible();
    expect(asked.questions).toHaveLength(1);
    expect(asked.sessions).toBe(1);
  });
}

test("a question that the panel would not have asked does no harm", async ({ desk, page }) => {
  await remember(page, "size=21");
  const asked = heard(page);
  await desk.open();
  await expect(desk.cells("Task name")).toHaveText(names(1, 20));
  expect(asked.questions).toMatchObject([{ size: 21 }, { size: 20 }]);
});

test("the age of the rows counts from when they came, however late the code is", async ({ desk, page }) => {
  const release = await withoutCode(page);
  await desk.stopClock();
  const answer = page.waitForResponse((response) => isQuestion(response.request()));
  await desk.open("refresh=0");
  await answer;
  await desk.pass(40);
  release();
  await expect(desk.rows).toHaveCount(20);
  await desk.pass(1);
  await expect(page.getByText(/Updated 4[0-2] s ago/)).toBeVisible();
});

test("a question that was asked ahead is called off like any other", async ({ desk, page }) => {
  const answers = await Held.back(page, (question) => question.params.taskName === undefined);
  const given = page.waitForEvent("requestfailed", isQuestion);
  await desk.open();
  await answers.arrived;
  await desk.search.fill("Task 7");
  await given;
  await expect(desk.cells("Task name")).toHaveText(["Task 7"]);
  await answers.release();
  await expect(desk.cells("Task name")).toHaveText(["Task 7"]);
});

test.describe("when asking ahead fails", () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  test("the panel says so, and Try again brings the rows", async ({ desk, page, vendor }) => {
    const release = await withoutCode(page);
    await vendor.failNext({ code: -1 });
    const answer = page.waitForResponse((response) => isQuestion(response.request()));
    await desk.open();
    await answer;
    release();
    await expect(desk.alert).toBeVisible();
    await desk.tryAgain.click();
    await expect(desk.rows).toHaveCount(20);
  });
});

test("the page has the looks of the panel before its code has come", async ({ desk, page }) => {
  await withoutCode(page);
  await remember(page, "theme=dark&density=compact");
  await desk.open("embed=1&density=normal");
  await expect(page.locator(".recall")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator(".recall")).toHaveAttribute("data-density", "normal");
  await expect(page.getByRole("heading")).toHaveCount(0);
});
