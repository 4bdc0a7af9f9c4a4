// A failure is never "no tasks": the rows stay, an alert says what happened, and Try again works.
import type { Page } from "@playwright/test";

import { type Desk, QUESTIONS } from "../harness/desk";
import { names, tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";
import { TRAPPED, keepMemory, trap } from "../harness/trap";
import type { Fault } from "../harness/vendor";

test.use({ expectedComplaints: /Failed to load resource/ });

test.beforeEach(async ({ desk, vendor }) => {
  await vendor.offer(tasks(45));
  await desk.open("refresh=0");
  await expect(desk.cells("Task name")).toHaveText(names(1, 20));
});

/** The rows are still there, and nothing says that there are none. */
async function rowsStay(desk: Desk, page: Page): Promise<void> {
  await expect(desk.cells("Task name")).toHaveText(names(1, 20));
  await expect(desk.rowsLine("1–20 of 45")).toBeVisible();
  for (const empty of ["No tasks in this range", "No task matches these filters"]) {
    await expect(page.getByText(empty)).toHaveCount(0);
  }
}

const FAULTS: [what: string, fault: Fault, says: string, also?: string][] = [
  ["HTTP 503", { status: 503 }, "The vendor has a fault"],
  ["HTTP 401", { status: 401 }, "The vendor does not accept the relay’s key"],
  ["HTTP 429", { retryAfter: [429, 60] }, "The vendor asks for fewer requests"],
  ["code -1", { code: -1 }, "The vendor does not accept the relay’s key", "The vendor’s answer: -1"],
  ["code -2", { code: -2 }, "The vendor does not accept the relay’s address", "The vendor’s answer: -2"],
  ["code -16", { code: -16 }, "The vendor says that the relay’s clock is wrong"],
  ["code -18", { code: -18 }, "The vendor has a fault", "The vendor’s answer: -18"],
  ["code -22", { code: -22 }, "The vendor refused these filters", "The vendor’s answer: -22"],
  ["an unknown code", { code: -99 }, "The vendor answered with an unknown code", "The vendor’s answer: -99"],
  ["a login page", { garbage: "<!doctype html><h1>Sign in</h1>" }, "The vendor’s answer could not be read"],
  ["half a document", { garbage: '{"code":0,"data":{"rec' }, "The vendor’s answer could not be read"],
  ["a cut answer", "cutBody", "The vendor’s answer could not be read"],
  ["a redirect", { redirect: [302, "http://127.0.0.1:1/"] }, "The vendor’s answer could not be read"],
  [
    "no records where there should be some",
    { garbage: '{"code":0,"data":{"records":null,"total":45,"size":20,"current":1}}' },
    "The vendor’s answer could not be read",
  ],
];

for (const [what, fault, says, also] of FAULTS) {
  test(`when the vendor answers with ${what}, the rows stay and Try again works`, async ({ desk, page, vendor }) => {
    await vendor.failAlways(fault);
    await desk.button("Refresh now").click();
    await expect(desk.alert).toContainText(says);
    await expect(desk.alert).toContainText("Failing since");
    await expect(desk.alert).toContainText("The rows shown are from");
    await expect(desk.alert).toContainText(/Request [\w-]+/);
    if (also) await expect(desk.alert).toContainText(also);
    await rowsStay(desk, page);
    await vendor.recover();
    await desk.tryAgain.click();
    await expect(desk.alert).toHaveCount(0);
    await rowsStay(desk, page);
  });
}

const BETWEEN: [what: string, answer: Parameters<Page["route"]>[1], says: string][] = [
  ["nothing answers", (route) => route.abort("connectionrefused"), "The relay does not answer"],
  [
    "a login page answers instead of the relay",
    (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><h1>Sign in</h1>" }),
    "The answer could not be read",
  ],
  [
    "a gateway answers instead of the relay",
    (route) => route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad Gateway</h1>" }),
    "The relay can’t be reached",
  ],
  [
    "a portal wants a sign-in",
    (route) => route.fulfill({ status: 401, contentType: "text/html", body: "<h1>Sign in</h1>" }),
    "Your session has ended",
  ],
  [
    "a portal leads to its sign-in",
    (route) => route.fulfill({ status: 302, headers: { location: "https://sign-in.example/?then=here" } }),
    "Your session has ended",
  ],
  [
    "a portal refuses",
    (route) => route.fulfill({ status: 403, contentType: "text/html", body: "<h1>Forbidden</h1>" }),
    "The portal refused the request",
  ],
  [
    "another document comes",
    (route) => route.fulfill({ contentType: "application/json", body: '{"status":"up"}' }),
    "The answer could not be read",
  ],
  [
    "half an answer comes",
    (route) => route.fulfill({ contentType: "application/json", body: '{"code":0,"data":{"rec' }),
    "The answer could not be read",
  ],
];

for (const [what, answer, says] of BETWEEN) {
  test(`when ${what}, the rows stay and Try again works`, async ({ desk, page }) => {
    await page.route(QUESTIONS, answer);
    await desk.button("Refresh now").click();
    await expect(desk.alert).toContainText(says);
    await rowsStay(desk, page);
    await page.unroute(QUESTIONS);
    await desk.tryAgain.click();
    await expect(desk.alert).toHaveCount(0);
    await rowsStay(desk, page);
  });
}

const KINDS: [kind: string, status: number, says: string][] = [
  ["malformed-request", 400, "The relay did not understand the request"],
  ["invalid-request", 422, "The relay refused the filters"],
  ["unauthenticated", 401, "Your session has ended"],
  ["forbidden", 403, "The relay refused the request"],
  ["unknown-host", 421, "The relay does not know this address"],
  ["not-found", 404, "The relay is not at this address"],
  ["method-not-allowed", 405, "The relay did not understand the request"],
  ["not-json", 415, "The relay did not understand the request"],
  ["too-large", 413, "The request was too large"],
  ["slow-request", 408, "The request took too long to send"],
  ["rate-limited", 429, "Too many requests"],
  ["vendor-credentials", 502, "The vendor does not accept the relay’s key"],
  ["vendor-ip-blocked", 502, "The vendor does not accept the relay’s address"],
  ["vendor-clock", 502, "The vendor says that the relay’s clock is wrong"],
  ["vendor-refused", 422, "The vendor refused these filters"],
  ["vendor-fault", 502, "The vendor has a fault"],
  ["vendor-bad-answer", 502, "The vendor’s answer could not be read"],
  ["vendor-unknown-code", 502, "The vendor answered with an unknown code"],
  ["vendor-unreachable", 502, "The vendor can’t be reached"],
  ["vendor-timeout", 504, "The vendor did not answer in time"],
  ["vendor-throttled", 503, "The vendor asks for fewer requests"],
  ["busy", 503, "The relay is busy"],
  ["internal", 500, "The relay has a fault"],
  ["one-that-is-yet-to-be-made-up", 500, "The relay has a fault"],
];

test("for every kind of problem the rows stay and the words tell it, with the request to copy", async ({ context, desk, page }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  for (const [kind, status, says] of KINDS) {
    const problem = { type: `/problems/${kind}`, title: "It failed.", status, kind, requestId: `of-${kind}` };
    await page.route(QUESTIONS, (route) =>
      route.fulfill({ status, contentType: "application/problem+json", body: JSON.stringify(problem) }),
    );
    await desk.button("Refresh now").click();
    await expect(desk.alert.getByText(says, { exact: true }), kind).toBeVisible();
    await expect(desk.alert).toContainText("Failing since");
    await expect(desk.alert).toContainText("The rows shown are from");
    await expect(desk.alert).toContainText(`Request of-${kind}`);
    await rowsStay(desk, page);
    await desk.button("Copy Request ID").click();
    await expect(desk.said).toHaveText("Request ID copied");
    // The region said so of the kind before, too.
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(`of-${kind}`);
    await page.unroute(QUESTIONS);
    await desk.tryAgain.click();
    await expect(desk.alert).toHaveCount(0);
  }
});

test("rows that the relay could not renew are said to be old, in the same place, and Try again renews them", async ({ desk, page }) => {
  await page.route(QUESTIONS, async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    await route.fulfill({ response, json: { ...answer, stale: true, fetchedAt: "2025-08-17T11:31:02Z" } });
  });
  await desk.button("Refresh now").click();
  await expect(desk.board.getByText("The vendor does not answer", { exact: true })).toBeVisible();
  await expect(desk.board.getByText("The rows shown are from 2025-08-17 19:31:02.")).toBeVisible();
  await expect(desk.board.getByText(/^Rows from \d+ days ago$/)).toBeVisible();
  await expect(desk.alert).toHaveCount(0);
  await rowsStay(desk, page);
  await page.unroute(QUESTIONS);
  await desk.button("Try again").click();
  await expect(desk.board.getByText("The vendor does not answer")).toHaveCount(0);
  await rowsStay(desk, page);
});

test("who presses Try again keeps the focus while it fails, and is at the rows once it works", async ({ desk, page, vendor }) => {
  await vendor.failAlways({ code: -2 });
  await desk.button("Refresh now").click();
  await expect(desk.alert).toBeVisible();
  const request = desk.alert.getByText(/^Request/);
  const before = await request.innerText();
  await desk.tryAgain.press("Enter");
  await expect(request).not.toHaveText(before);
  await expect(desk.tryAgain).toBeFocused();
  await vendor.recover();
  await desk.tryAgain.press("Enter");
  await expect(desk.alert).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Table of tasks, can be scrolled sideways" })).toBeFocused();
});

test.describe("a fault of the panel's own", () => {
  test.use({ expectedComplaints: TRAPPED });

  test("is said in words, once, and in the panel's language", async ({ desk, page }) => {
    await keepMemory(page);
    for (const [lang, says] of [["en", "Load the page again to go on."], ["zh-CN", "请重新加载页面以继续使用。"]]) {
      await desk.open(`lang=${lang}&refresh=0`);
      await expect(page.getByText(/1–20 /).first()).toBeVisible();
      for (const _ of [1, 2]) await trap(page);
      await expect(page.getByRole("alert")).toHaveCount(1);
      await expect(page.getByRole("alert")).toContainText(says!);
    }
  });
});

test("without a network the panel says so, and Try again works once it is back", async ({ context, desk, page }) => {
  await context.setOffline(true);
  await desk.button("Refresh now").click();
  await expect(desk.alert).toContainText("You are offline");
  await rowsStay(desk, page);
  await context.setOffline(false);
  await desk.tryAgain.click();
  await expect(desk.alert).toHaveCount(0);
  await rowsStay(desk, page);
});

test("with auto-refresh on, the return of the network is enough", async ({ context, desk, page }) => {
  await desk.open();
  await context.setOffline(true);
  await desk.button("Refresh now").click();
  await expect(desk.alert).toContainText("The rows will be asked for again when the network is back");
  await context.setOffline(false);
  await expect(desk.alert).toHaveCount(0);
  await rowsStay(desk, page);
});

test("a question that the network never took is asked again, even if that is heard after its return", async ({
  context,
  desk,
  page,
}) => {
  await desk.open();
  await rowsStay(desk, page);
  let letGo!: () => void;
  const released = new Promise<void>((resolve) => (letGo = resolve));
  const isCut = page.waitForEvent("requestfailed");
  await page.route(
    QUESTIONS,
    async (route) => {
      await released;
      await route.abort("internetdisconnected");
    },
    { times: 1 },
  );
  await context.setOffline(true);
  await desk.button("Refresh now").click();
  await context.setOffline(false);
  // After a failure that was heard by whoever answers, the next question would come a minute later.
  const again = page.waitForResponse(QUESTIONS, { timeout: 25_000 });
  letGo();
  await isCut;
  await again;
  await expect(desk.alert).toHaveCount(0);
});

test("a page that fails leaves the rows of the page before, and Back leads to them", async ({ desk, page, vendor }) => {
  await vendor.failAlways({ status: 503 });
  await desk.pages.getByRole("button", { name: "Next page" }).click();
  await expect(desk.alert).toContainText("The vendor has a fault");
  await expect(desk.cells("Task name")).toHaveText(names(1, 20));
  await vendor.recover();
  await page.goBack();
  await expect(desk.alert).toHaveCount(0);
  await expect(desk.cells("Task name")).toHaveText(names(1, 20));
});

test("a filter whose reading fails shows neither wrong rows nor an empty table", async ({ desk, page, vendor }) => {
  await vendor.failAlways({ status: 503 });
  await desk.statuses.getByRole("button", { name: "Execution exception" }).click();
  await expect(desk.alert).toContainText("The vendor has a fault");
  await expect(page.getByText("No task matches these filters")).toHaveCount(0);
  await vendor.recover();
  await desk.tryAgain.click();
  await expect(desk.board.getByText("No task matches these filters")).toBeVisible();
  await expect(desk.alert).toHaveCount(0);
});

test("a run of failures is told since its first, with its latest reason", async ({ desk, vendor }) => {
  await vendor.failAlways({ status: 503 });
  await desk.button("Refresh now").click();
  await expect(desk.alert).toContainText("The vendor has a fault");
  const since = /Failing since \S+ \S+\./.exec(await desk.alert.innerText())![0];
  await vendor.recover();
  await vendor.failAlways({ code: -2 });
  await desk.tryAgain.click();
  await expect(desk.alert).toContainText("does not accept the relay’s address");
  await expect(desk.alert).toContainText(since);
});

test("rows from before a change that failed are said to be so, and the same step asks again", async ({ desk, vendor }) => {
  await vendor.failAlways({ status: 503 });
  await desk.button("Next page").click();
  await expect(desk.alert).toContainText("The rows shown are from before your last change.");
  await expect(desk.cells("Task name")).toHaveText(names(1, 20));
  await vendor.recover();
  await desk.button("Next page").click();
  await expect(desk.cells("Task name")).toHaveText(names(21, 40));
  await expect(desk.alert).toHaveCount(0);
});
