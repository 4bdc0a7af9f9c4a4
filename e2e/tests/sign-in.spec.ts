// The headers by which a host page signs its user in: `authProvider`, against the browser's own clock.
import type { Page, Request } from "@playwright/test";
import type { AuthReason, RecallTasks } from "@recall-desk/recall-tasks";

import { expect, test } from "../harness/behind";
import { QUESTIONS } from "../harness/desk";
import { element, heard, listen, rows, stateOf } from "../harness/element";
import type { Portal } from "../harness/portal";

/**
 * What the provider does when it is called: gives something, in which `in` is when it expires, in ms from then on; fails; or
 * hangs. Before it `leaves`, it takes the element out of the page.
 */
type Reply = { headers?: unknown; in?: unknown; leaves?: boolean } | null | "throws" | "hangs";

interface Calls {
  reasons: AuthReason[];
  /** When they came, by the page's clock, in ms. */
  times: number[];
  /** When the console was told that one failed. */
  failed: number[];
  /** How many were under way at most. */
  most: number;
}

/** What reached the relay's door, by the header that the providers here give. */
let asked: (string | undefined)[];
let warnings: string[];

test.beforeEach(async ({ context, page, portal }) => {
  await portal.signIn(context);
  await listen(page);
  await page.clock.install();
  [asked, warnings] = [[], []];
  const note = (request: Request) => {
    if (request.url().endsWith("/queryPage")) asked.push(request.headers()["x-token"]);
  };
  page.on("request", note);
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
});

/** Opens a page with an element whose provider gives these replies, the last of them again and again. */
async function open(page: Page, portal: Portal, replies: Reply[]): Promise<void> {
  await page.goto(new URL("/", portal.panel).href);
  await page.evaluate(
    async ([script, replies]) => {
      const calls: Calls = { reasons: [], times: [], failed: [], most: 0 };
      let underWay = 0;
      const { warn } = console;
      console.warn = (...words) => {
        calls.failed.push(Date.now());
        warn(...words);
      };
      const authProvider = async ({ reason }: { reason: AuthReason }) => {
        const reply = replies[Math.min(calls.reasons.length, replies.length - 1)]!;
        calls.reasons.push(reason);
        calls.times.push(Date.now());
        calls.most = Math.max(calls.most, ++underWay);
        if (reply === "hangs") return new Promise<never>(() => undefined);
        if (reply !== "throws" && reply?.leaves) document.querySelector("recall-tasks")!.remove();
        // Not at once, so that two calls would meet.
        await new Promise((resolve) => setTimeout(resolve, 5));
        underWay--;
        if (reply === "throws") throw new Error("the portal is closed");
        return reply && { ...reply, expiresAt: typeof reply.in === "number" ? Date.now() + reply.in : reply.in };
      };
      Object.assign(window, { calls, authProvider });
      await import(script);
      const panel = document.createElement("recall-tasks");
      panel.setAttribute("view", "range=30d&size=10&refresh=0");
      panel.authProvider = authProvider as never;
      document.body.append(panel);
    },
    [`${portal.panel}recall-tasks.js`, replies] as const,
  );
}

const calls = (page: Page): Promise<Calls> => page.evaluate(() => (window as never as { calls: Calls }).calls);
const reasons = async (page: Page): Promise<AuthReason[]> => (await calls(page)).reasons;
const refresh = (page: Page): Promise<void> => element(page).evaluate((e: RecallTasks) => e.refresh());
const token = (name: string) => ({ headers: { "X-Token": name } });

test("it is asked at the start, and again a minute before its headers expire", async ({ page, portal }) => {
  await open(page, portal, [{ ...token("one"), in: 600_000 }, token("two")]);
  await expect(rows(element(page))).toHaveCount(10);
  expect(asked).toEqual(["one"]);
  await page.clock.fastForward(550_000);
  await expect.poll(() => reasons(page)).toEqual(["start", "expiry"]);
  const { times } = await calls(page);
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(540_000);
  await page.clock.runFor(10);
  await refresh(page);
  await expect.poll(() => asked).toEqual(["one", "two"]);
  // The second didn't say when it expires.
  await page.clock.fastForward("24:00:00");
  expect(await reasons(page)).toEqual(["start", "expiry"]);
});

test("however soon they expire, it is not asked more often than every ten seconds", async ({ page, portal }) => {
  await open(page, portal, [{ ...token("old"), in: -1_000_000 }]);
  await expect(rows(element(page))).toHaveCount(10);
  for (const _ of [1, 2, 3]) {
    const before = (await reasons(page)).length;
    await page.clock.fastForward(10_000);
    await expect.poll(async () => (await reasons(page)).length).toBeGreaterThan(before);
    await page.clock.runFor(10);
  }
  const { times } = await calls(page);
  for (const [at, time] of times.slice(1).entries()) expect(time - times[at]!).toBeGreaterThanOrEqual(10_000);
});

for (const never of ["tomorrow", null, {}, Number.MAX_VALUE]) {
  test(`it is not asked ahead where the time is ${JSON.stringify(never)}`, async ({ page, portal }) => {
    await open(page, portal, [{ ...token("lasting"), in: never }]);
    await expect(rows(element(page))).toHaveCount(10);
    expect(asked).toEqual(["lasting"]);
    await page.clock.fastForward("23:00:00");
    expect(await reasons(page)).toEqual(["start"]);
  });
}

const NOTHING: [Reply, RegExp | undefined][] = [
  [null, undefined],
  [{}, undefined],
  [{ headers: null }, undefined],
  ["throws", /authProvider failed: the portal is closed$/],
  [{ headers: "Bearer x" }, /authProvider failed: /],
  [{ headers: { "no header": "x" } }, /authProvider failed: /],
  [{ headers: { "X-Token": "two\nlines" } }, /authProvider failed: /],
  [{ headers: { "X-Token": "令牌" } }, /authProvider failed: /],
];
for (const [reply, warning] of NOTHING) {
  test(`the panel goes on without: ${JSON.stringify(reply)}`, async ({ page, portal }) => {
    await open(page, portal, [reply]);
    await expect(rows(element(page))).toHaveCount(10);
    expect(asked).toEqual([undefined]);
    expect(warnings).toEqual(warning ? [expect.stringMatching(warning)] : []);
  });
}

test("one that hangs is waited for ten seconds", async ({ page, portal }) => {
  await open(page, portal, ["hangs"]);
  await expect.poll(() => reasons(page)).toEqual(["start"]);
  await page.clock.fastForward(10_000);
  await expect(rows(element(page))).toHaveCount(10);
  expect(asked).toEqual([undefined]);
  const { failed, times } = await calls(page);
  expect(failed[0]! - times[0]!).toBeGreaterThanOrEqual(10_000);
  expect(warnings).toEqual(["<recall-tasks>: authProvider failed: no answer within 10 s"]);
});

test("one set in place of another is asked when there is need, and null forgets", async ({ page, portal }) => {
  await open(page, portal, [{ ...token("mine"), in: 120_000 }]);
  await expect(rows(element(page))).toHaveCount(10);
  await element(page).evaluate((e: RecallTasks) => {
    // As frameworks do, each time that they draw.
    const { authProvider } = window as never as { authProvider: NonNullable<RecallTasks["authProvider"]> };
    for (let time = 0; time < 3; time++) e.authProvider = (question) => authProvider(question);
  });
  await page.clock.runFor(100);
  expect(await reasons(page)).toEqual(["start"]);
  await page.clock.fastForward(60_000);
  await expect.poll(() => reasons(page)).toEqual(["start", "expiry"]);
  await page.clock.runFor(100);
  await element(page).evaluate((e: RecallTasks) => {
    e.authProvider = null;
    e.refresh();
  });
  await expect.poll(() => asked).toEqual(["mine", undefined]);
  await page.clock.fastForward("01:00:00");
  expect(await reasons(page)).toEqual(["start", "expiry"]);
  expect(await element(page).evaluate((e: RecallTasks) => {
    try {
      e.authProvider = "Bearer x" as never;
      return "taken";
    } catch (error) {
      return (error as Error).name;
    }
  })).toBe("TypeError");
});

test("taken out before the answer, it asks no more", async ({ page, portal }) => {
  await open(page, portal, [{ ...token("late"), in: 120_000, leaves: true }]);
  await expect.poll(() => reasons(page)).toEqual(["start"]);
  await page.clock.runFor(100);
  await page.clock.fastForward("01:00:00");
  expect(await reasons(page)).toEqual(["start"]);
  expect(asked).toEqual([]);
});

test.describe("after a 401", () => {
  test.use({ expectedComplaints: /401/ });

  /** The portal's word on questions without a good token. */
  const lock = (page: Page, good: string) =>
    page.route(QUESTIONS, (route) =>
      route.request().headers()["x-token"] === good ? route.fallback() : route.fulfill({ status: 401, body: "" }),
    );

  test("it is asked once, and nobody notices", async ({ page, portal }) => {
    await lock(page, "new");
    await open(page, portal, [token("old"), token("new")]);
    await expect(rows(element(page))).toHaveCount(10);
    expect(await reasons(page)).toEqual(["start", "unauthorized"]);
    expect(asked).toEqual(["old", "new"]);
    expect(await heard(page, "authrequired")).toEqual([]);
  });

  test("and if that does not help, the host is told, once", async ({ page, portal }) => {
    await lock(page, "never");
    await open(page, portal, [token("old")]);
    await expect.poll(() => heard(page, "authrequired")).toEqual([{ reason: "unauthorized" }]);
    expect(await reasons(page)).toEqual(["start", "unauthorized"]);
    expect(await stateOf(element(page))).toBe("unauthorized");
    await page.unrouteAll();
    await lock(page, "old");
    await refresh(page);
    await expect(rows(element(page))).toHaveCount(10);
    expect(await reasons(page)).toEqual(["start", "unauthorized"]);
  });

  test("while it is asked already, it is not asked again", async ({ page, portal }) => {
    await open(page, portal, [{ ...token("one"), in: 120_000 }, "hangs", token("two")]);
    await expect(rows(element(page))).toHaveCount(10);
    // From now on the clock stands: what is asked at its expiry has no answer until the test lets ten seconds go by.
    await page.clock.pauseAt((await calls(page)).times[0]! + 65_000);
    await expect.poll(() => reasons(page)).toEqual(["start", "expiry"]);
    await lock(page, "two");
    await refresh(page);
    await expect.poll(() => stateOf(element(page))).toBe("unauthorized");
    await page.clock.runFor(8_000);
    expect(await reasons(page)).toEqual(["start", "expiry"]);
    await page.clock.runFor(8_000);
    await expect.poll(() => heard(page, "authrequired")).toHaveLength(1);
    expect((await calls(page)).most).toBe(1);
    await page.clock.resume();
    await refresh(page);
    await expect.poll(() => stateOf(element(page))).toBe("ready");
    expect(await reasons(page)).toEqual(["start", "expiry", "unauthorized"]);
  });
});
