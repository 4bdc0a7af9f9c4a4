// <recall-tasks> in a portal's page: the pages are those of examples/, behind a real nginx, under their strict policy.
import AxeBuilder from "@axe-core/playwright";

import { expect, test } from "../harness/behind";
import { element, heard, listen, rows, stateOf } from "../harness/element";
import { keepMemory, memoryPages } from "../harness/trap";

test.beforeEach(async ({ context, portal, page }) => {
  await portal.signIn(context);
  await listen(page);
});

test("it shows its tasks in a portal's page and says so", async ({ page, portal }) => {
  await page.goto(`${portal.examples}portal/`);
  await expect(rows(element(page))).toHaveCount(10);
  await expect(page.getByRole("heading", { name: "Automatic recalls", level: 2 })).toBeVisible();
  await expect(page.locator("#news")).toHaveText(/^\d+ recalls in this range\.$/);
  expect(await heard(page, "ready")).toEqual([{ contract: 1, version: expect.stringMatching(/^\d+\.\d+\.\d+$/) }]);
  expect(await heard(page, "data")).toEqual([
    { total: expect.any(Number), fetchedAt: expect.stringMatching(/^\d{4}-.*Z$/), stale: false },
  ]);
  expect(await stateOf(element(page))).toBe("ready");
});

test("attributes are live, and what a host sets is not told back to it", async ({ page, portal }) => {
  await page.goto(`${portal.examples}portal/`);
  await expect(rows(element(page))).toHaveCount(10);
  await element(page).evaluate((e) => {
    e.setAttribute("lang", "zh-CN");
    e.setAttribute("view", "range=30d&size=20");
    e.setAttribute("label", "Recalls");
    e.setAttribute("heading-level", "3");
  });
  await expect(rows(element(page))).toHaveCount(20);
  await expect(element(page).getByRole("button", { name: "立即刷新" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Recalls", level: 3 })).toBeVisible();
  await element(page).evaluate((e) => e.setAttribute("no-title", ""));
  await expect(page.getByRole("heading", { name: "Recalls" })).toHaveCount(0);
  expect(await heard(page, "viewchange")).toEqual([]);
  expect(await heard(page, "ready")).toHaveLength(1);
});

test("a value that an attribute can't have is left out, and the console says why", async ({ page, portal }) => {
  const warnings: string[] = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  await page.goto(`${portal.examples}portal/`);
  await element(page).evaluate((e) => {
    e.setAttribute("theme", "purple");
    (e as never as { view: unknown }).view = "q=".padEnd(5_000, "x");
  });
  await expect(rows(element(page))).toHaveCount(10);
  expect(warnings).toEqual([
    '<recall-tasks>: theme="purple" is not one of its values, so it is left out.',
    "<recall-tasks>: a view is a query string of at most 2,048 characters; this one is left out.",
  ]);
});

test("the host can show a task in its own way, or let the panel", async ({ page, portal }) => {
  await page.goto(`${portal.examples}portal/?own-details`);
  await rows(element(page)).first().getByRole("button").first().click();
  await expect(page.locator("#news")).toHaveText(/^Recall \d+ is shown by the portal\.$/);
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.goto(`${portal.examples}portal/`);
  await rows(element(page)).first().getByRole("button").first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  const id = await heard(page, "taskopen");
  await page.keyboard.press("Escape");
  // A dialog is closed before anybody hears of it, and what is asked for between the two is closed with it.
  await expect.poll(() => element(page).evaluate((e) => (e as never as { view: string }).view)).not.toContain("task=");
  await element(page).evaluate((e, id) => (e as never as { focusTask(id: string): void }).focusTask(id), id[0]!.keyId);
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("moved it keeps all, taken out it ends, put in again it goes on", async ({ page, portal }) => {
  await page.goto(`${portal.examples}portal/`);
  await element(page).getByRole("searchbox").fill("May");
  await element(page).evaluate((e) => {
    (e.shadowRoot!.querySelector("input") as HTMLInputElement & { mine?: boolean }).mine = true;
    // A framework's move, and the browser's own.
    document.querySelector("header")!.append(e);
    (document.querySelector("header") as Element & { moveBefore(e: Node, before: null): void }).moveBefore(e, null);
  });
  await expect(page.locator("header recall-tasks").getByRole("searchbox")).toHaveValue("May");
  await element(page).evaluate((e) => ((window as never as { kept: Element }).kept = e).remove());
  await expect.poll(() => page.evaluate(() => (window as never as { kept: { state: string } }).kept.state)).toBe("idle");
  await page.evaluate(() => document.querySelector("main")!.append((window as never as { kept: Element }).kept));
  await expect(element(page).getByRole("searchbox")).toHaveValue("May");
});

test("several share one module, each with a state of its own", async ({ page, portal }) => {
  const modules: string[] = [];
  page.on("request", (request) => request.url().endsWith(".wasm") && modules.push(request.url()));
  await page.goto(`${portal.examples}portal/`);
  await element(page).evaluate((e) => {
    const other = document.createElement("recall-tasks");
    other.setAttribute("view", "range=30d&size=20");
    other.setAttribute("lang", "zh-CN");
    e.after(other);
  });
  await expect(rows(element(page).nth(0))).toHaveCount(10);
  await expect(rows(element(page).nth(1))).toHaveCount(20);
  expect(modules).toHaveLength(1);
});

test("destroyed it is gone for good, and twice is once", async ({ page, portal }) => {
  await page.goto(`${portal.examples}portal/`);
  await expect(rows(element(page))).toHaveCount(10);
  const state = await element(page).evaluate((e) => {
    const panel = e as never as { destroy(): void; refresh(): void; state: string };
    panel.destroy();
    panel.destroy();
    panel.refresh();
    return panel.state;
  });
  expect(state).toBe("destroyed");
  expect(await heard(page, "destroyed")).toEqual([{}]);
  await expect(page.getByRole("table")).toHaveCount(0);
});

test("a hundred times in and out leave no timer, no listener, no request and no memory", async ({ page, portal }) => {
  await keepMemory(page);
  await page.addInitScript(() => {
    const under = { timers: new Set<number>(), waits: new Set<number>(), listeners: [] as unknown[][], requests: 0 };
    Object.assign(window, { under });
    const { setInterval: every, clearInterval: clear, setTimeout: once, clearTimeout: clearOnce, fetch: ask } = window;
    window.setTimeout = ((act: () => void, ms: number) => {
      const end = () => {
        under.waits.delete(id);
        act();
      };
      const id = once(end, ms) as never as number;
      under.waits.add(id);
      return id;
    }) as never;
    window.clearTimeout = ((id: number) => {
      under.waits.delete(id);
      clearOnce(id);
    }) as never;
    window.setInterval = ((...args: Parameters<typeof every>) => {
      const id = every(...args) as never as number;
      under.timers.add(id);
      return id;
    }) as never;
    window.clearInterval = ((id: number) => {
      under.timers.delete(id);
      clear(id);
    }) as never;
    for (const target of [window, document]) {
      const { addEventListener: add, removeEventListener: remove } = target;
      target.addEventListener = (...args: never) => {
        // Playwright listens as well: to the pointer, and to a name of its own.
        const isOurs = !/^(__playwright|aux|click|context|dbl|mouse|pointer|touch)/.test(args[0]);
        if (isOurs) under.listeners.push([target, args[0], args[1]]);
        return add.apply(target, args);
      };
      target.removeEventListener = (...args: never) => {
        under.listeners = under.listeners.filter(([t, type, act]) => t !== target || type !== args[0] || act !== args[1]);
        return remove.apply(target, args);
      };
    }
    window.fetch = async (...args) => {
      under.requests++;
      try {
        return await ask(...args);
      } finally {
        under.requests--;
      }
    };
  });
  await page.goto(`${portal.examples}portal/`);
  await expect(rows(element(page))).toHaveCount(10);
  const left = () =>
    page.evaluate(() => {
      const { under } = window as never as { under: { timers: Set<number>; listeners: unknown[][]; requests: number } };
      return [under.timers.size, under.listeners.map(([, type]) => type).sort().join(), under.requests];
    });
  const one = await left();
  const again = (from: number, to: number) =>
    element(page).evaluate(
      async (e, [from, to]) => {
        const place = e.parentElement!;
        for (let time = from; time < to; time++) {
          e.remove();
          // Taken out at every stage of its start.
          await new Promise((resolve) => setTimeout(resolve, time % 7));
          place.append(e);
          await new Promise((resolve) => setTimeout(resolve, (time * 3) % 11));
        }
      },
      [from, to] as const,
    );
  // Memory never shrinks, so it shows how much panels took that were there at the same moment, and now and then one more
  // is. What is not given back shows every time.
  const growths: number[] = [];
  for (let pages = NaN, round = 0; round < 3; round++) {
    await again(100 * round, 100 * (round + 1));
    await expect(rows(element(page))).toHaveCount(10);
    const now = await memoryPages(page);
    if (round > 0) growths.push(now - pages);
    pages = now;
  }
  expect(Math.min(...growths)).toBeLessThanOrEqual(1);
  await expect.poll(left).toEqual(one);
  await element(page).evaluate((e) => e.remove());
  await expect.poll(left).toEqual([0, "", 0]);
  await expect.poll(() => page.evaluate(() => (window as never as { under: { waits: Set<number> } }).under.waits.size)).toBe(0);
});

test("axe finds nothing in a portal's page", async ({ page, portal }) => {
  await page.goto(`${portal.examples}portal/`);
  await expect(rows(element(page))).toHaveCount(10);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test("a shell mounts, changes and unmounts it by its lifecycles", async ({ page, portal }) => {
  await page.goto(`${portal.examples}single-spa/#/recalls`);
  await expect(rows(element(page))).toHaveCount(20);
  await page.getByRole("link", { name: "Exceptions" }).click();
  await expect(page.getByRole("heading", { name: "Exceptions" })).toBeVisible();
  await expect(element(page)).toHaveCount(1);
  await page.getByRole("link", { name: "Home" }).click();
  await expect(element(page)).toHaveCount(0);
  await expect(page.getByText("Choose an application.")).toBeVisible();
});

test.describe("when the session ends", () => {
  test.use({ expectedComplaints: /401/ });

  test("the rows stay, the host is told, and it goes on after signing in", async ({ page, portal, context }) => {
    await page.goto(`${portal.examples}portal/`);
    await expect(rows(element(page))).toHaveCount(10);
    await context.clearCookies();
    await element(page).getByRole("button", { name: "Refresh now" }).click();
    await expect(page.locator("#news")).toHaveText("Please sign in again.");
    await expect(rows(element(page))).toHaveCount(10);
    expect(await stateOf(element(page))).toBe("unauthorized");
    await portal.signIn(context);
    await element(page).evaluate((e) => (e as never as { refresh(): void }).refresh());
    await expect.poll(() => stateOf(element(page))).toBe("ready");
  });
});
