// Nothing moves under the reader's eyes: what comes by the clock has its place from the start.
import type { Locator, Page } from "@playwright/test";

import { tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";

/** Something that moved, as the browser tells it. */
interface Shifted {
  node?: Node;
  previousRect: DOMRect;
  currentRect: DOMRect;
}

type Watched = Window & { shifts: string[]; painted: () => Promise<void> };

/** Notes whatever moves in the page from its first moment on, as the browser itself sees it. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const frame = requestAnimationFrame.bind(window);
    const shifts: string[] = [];
    const painted = () => new Promise<void>((resolve) => frame(() => frame(() => resolve())));
    Object.assign(window, { shifts, painted });
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries() as (PerformanceEntry & { sources: Shifted[] })[]) {
        const place = ({ x, y, width }: DOMRect): string => `${x},${y} (${width})`;
        shifts.push(
          ...shift.sources.map(({ node, previousRect, currentRect }) => {
            const element = node instanceof Element ? node : node?.parentElement;
            return `${element?.className} “${node?.textContent}”: ${place(previousRect)} to ${place(currentRect)}`;
          }),
        );
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** What has moved so far. */
const shifts = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { painted, shifts } = window as never as Watched;
    await painted();
    return shifts;
  });

test.use({ expectedComplaints: /Failed to load resource|ERR_INTERNET_DISCONNECTED/ });

const summary = (page: Page): Locator => page.getByRole("region", { name: "Summary" });

for (const width of [1280, 900, 360]) {
  test(`rows, sums, refreshes, failures and recoveries move nothing (${width} px)`, async ({ context, desk, page, vendor }) => {
    await page.setViewportSize({ width, height: 800 });
    await watch(page);
    await desk.stopClock();
    await vendor.offer(tasks(15));
    await desk.open("refresh=10");
    await expect(desk.rows).toHaveCount(15);
    await expect(summary(page)).toContainText("15 tasks");
    expect(await shifts(page), "the first rows with their sums").toEqual([]);

    await vendor.offer(tasks(15, (number) => ({ status: number % 3 })));
    await desk.pass(11);
    await expect(desk.cells("Status").first()).toHaveText("In progress");
    expect(await shifts(page), "a refresh").toEqual([]);

    await vendor.failAlways({ code: -18 });
    await desk.pass(11);
    await expect(desk.alert).toContainText("The vendor has a fault");
    await expect(desk.alert).toBeInViewport({ ratio: 1 });
    expect(await shifts(page), "a failed refresh").toEqual([]);

    await vendor.recover();
    await desk.pass(60);
    await expect(desk.alert).toHaveCount(0);
    expect(await shifts(page), "the recovery").toEqual([]);

    await context.setOffline(true);
    await expect(desk.board.getByText("Paused: no network")).toBeVisible();
    await context.setOffline(false);
    await expect(desk.board.getByText("Paused: no network")).toHaveCount(0);
    expect(await shifts(page), "a time without network").toEqual([]);
  });
}

test("in a host's page a failed refresh moves nothing either", async ({ page, vendor }) => {
  await watch(page);
  await vendor.offer(tasks(15));
  await page.route("**/host.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: '<!doctype html><script type="module" src="recall-tasks.js"></script><recall-tasks view="refresh=0"></recall-tasks>',
    }),
  );
  await page.goto("./host.html");
  await expect(page.getByRole("cell", { name: "Task 15", exact: true })).toBeAttached();
  const before = await shifts(page);
  await vendor.failAlways({ code: -18 });
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(page.getByRole("alert")).toBeInViewport({ ratio: 1 });
  expect(await shifts(page)).toEqual(before);
});

test("on a phone the sums of a short range take their room once they are wanted", async ({ desk, page, vendor }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await vendor.offer(tasks(15));
  await desk.open("refresh=0");
  await expect(desk.rows).toHaveCount(15);
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await desk.button("Count all 15 tasks").click();
  await expect(page.getByRole("listbox", { name: "Tasks over time" })).toBeVisible();
  await expect(summary(page).getByRole("checkbox", { name: "Completed: 15 of 15" })).toBeVisible();
  await expect(summary(page)).toBeFocused();
});

test("what gets the focus does not hide behind a failure", async ({ desk, page, vendor }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await vendor.offer(tasks(20));
  await desk.open("refresh=0");
  await expect(desk.rows).toHaveCount(20);
  await vendor.failAlways({ code: -18 });
  await desk.button("Refresh now").click();
  await expect(desk.alert).toBeInViewport({ ratio: 1 });
  for (const name of await desk.rows.getByRole("button").all()) {
    await name.focus();
    const edge = await desk.alert.evaluate((alert) => alert.getBoundingClientRect().top);
    const box = (await name.boundingBox())!;
    expect(box.y + box.height).toBeLessThanOrEqual(edge);
  }
});
