// Nobody is kept out: every state, theme, language and width, by keyboard and by screen reader.
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";

import { type Desk, QUESTIONS } from "../harness/desk";
import { tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";
import type { Vendor } from "../harness/vendor";

interface Stage {
  desk: Desk;
  page: Page;
  vendor: Vendor;
}

/** Every state of the panel: how it comes about, and by which words it is known in the two languages. */
const STATES: [state: string, enter: (stage: Stage, look: string) => Promise<void>, sign: RegExp][] = [
  ["rows", ({ desk }, look) => desk.open(look), /1–10 /],
  [
    "a row under the pointer",
    async ({ desk, page }, look) => {
      await desk.open(look);
      await page.getByRole("row").nth(1).hover();
    },
    /1–10 /,
  ],
  [
    "an empty range",
    async ({ desk, vendor }, look) => {
      await vendor.offer([]);
      await desk.open(look);
    },
    /No tasks in this range|此范围内没有任务/,
  ],
  [
    "filters that keep nothing",
    async ({ desk, vendor }, look) => {
      await vendor.offer(tasks(3));
      await desk.open(`${look}&status=4`);
    },
    /No task matches these filters|没有符合筛选条件的任务/,
  ],
  [
    "a failed first load",
    async ({ desk, vendor }, look) => {
      await vendor.failAlways({ code: -2 });
      await desk.open(look);
    },
    /does not accept the relay’s address|不接受中继服务的 IP/,
  ],
  [
    "a failure beside rows, and a notice",
    async ({ desk, page, vendor }, look) => {
      await vendor.recover();
      await desk.open(`${look}&page=none`);
      await expect(page.getByText(/1–10 /).first()).toBeVisible();
      await vendor.failAlways({ status: 503 });
      await page.getByRole("button", { name: /Refresh now|立即刷新/ }).click();
    },
    /The vendor has a fault|供应商系统故障/,
  ],
  [
    "rows that the relay could not renew",
    async ({ desk, page }, look) => {
      await page.route(QUESTIONS, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...(await response.json()), stale: true } });
      });
      await desk.open(look);
    },
    /The vendor does not answer|供应商没有响应/,
  ],
  [
    "new tasks that wait, and changed cells",
    async ({ desk, page, vendor }, look) => {
      const newer = tasks(2, (number) => ({ keyId: 200_000 + number }));
      await page.clock.install();
      await vendor.offer(tasks(10));
      await desk.open(look.replace("refresh=0", "refresh=10"));
      await expect(page.getByText(/1–10 /).first()).toBeVisible();
      await vendor.offer([...newer, ...tasks(10, () => ({ status: 4, finishNum: 1 }))]);
      await desk.pass(11);
    },
    /2 new tasks|2 个新任务/,
  ],
  [
    "an open task",
    async ({ desk, page }, look) => {
      await desk.open(look);
      await page.getByRole("row").nth(1).getByRole("button").first().click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
    /Attempts done|已完成次数/,
  ],
  [
    "an open menu",
    async ({ desk, page }, look) => {
      await desk.open(look);
      await page.getByRole("button", { name: /^(Columns|列)$/ }).click();
    },
    /All columns|显示所有列/,
  ],
  ...(
    [
      ["languages", /^(Language|语言)$/, /简体中文/],
      ["themes", /^(Theme|主题)$/, /^(System|跟随系统)$/],
      ["row heights", /^(Row height|行高)$/, /^(Compact|紧凑)$/],
      ["exports", /^(Export|导出)$/, /^JSON$/],
    ] as const
  ).map(([what, name, sign]): (typeof STATES)[number] => [
    `an open menu of ${what}`,
    async ({ desk, page }, look) => {
      await desk.open(look);
      await page.getByRole("button", { name }).click();
    },
    sign,
  ]),
  [
    "a link to a task that is on another page",
    async ({ desk, vendor }, look) => {
      await vendor.offer(tasks(2_001));
      await desk.open(`${look}&task=102001`);
    },
    /is not on this page|不在此页/,
  ],
  [
    "a range that is read only if one agrees",
    async ({ desk, vendor }, look) => {
      await vendor.offer(tasks(2_001));
      await desk.open(`${look}&status=4`);
    },
    /Load all 2,001 rows|加载全部 2,001 行/,
  ],
  [
    "a time without network",
    async ({ desk, page }, look) => {
      await page.context().setOffline(false);
      await desk.open(look.replace("refresh=0", "refresh=300"));
      await expect(page.getByText(/1–10 /).first()).toBeVisible();
      await page.context().setOffline(true);
      await expect(page.getByText(/^(No network|无网络)$/)).toBeVisible();
    },
    /Paused: no network|已暂停：无网络/,
  ],
  [
    "a pause that the user asked for",
    async ({ desk, page }, look) => {
      await desk.open(look.replace("refresh=0", "refresh=300"));
      await page.getByRole("button", { name: /^(Pause auto-refresh|暂停自动刷新)$/ }).click();
    },
    /^(Paused|已暂停)$/,
  ],
  [
    "saved views, one of which is being renamed",
    async ({ desk, page }, look) => {
      await desk.open(look);
      await page.getByRole("button", { name: /^(Views|视图)$/ }).click();
      await page.getByLabel(/^(Save this view as|将当前视图保存为)$/).fill("Ours");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: /^(Views|视图)$/ }).click();
      await page.getByRole("button", { name: /^(Rename Ours|重命名“Ours”)$/ }).click();
      await page.getByLabel(/^(New name|新名称)$/).fill(" ");
      await page.keyboard.press("Enter");
    },
    /Type a name|请输入名称/,
  ],
  [
    "a summary with bars brushed and overdue tasks listed",
    async ({ desk, page, vendor }, look) => {
      const recallInterval = 1;
      await vendor.offer(tasks(30, (number) => ({ status: [0, 1, 2, 3, 4, 7][number % 6], recallInterval })));
      await desk.open(`${look}&status=4,7`);
      await page.getByRole("listbox").focus();
      await page.keyboard.press("ArrowLeft");
      await expect(page.getByRole("listbox").getByRole("option", { selected: true })).toBeVisible();
      await page.getByRole("button", { name: /may be overdue|可能超时/ }).click();
    },
    /An estimate: the vendor does not tell|此为估算/,
  ],
  [
    "a range that is being read",
    async ({ desk, page, vendor }, look) => {
      await vendor.offer(tasks(250));
      await page.route(QUESTIONS, (route) => (route.request().postDataJSON().current > 1 ? undefined : route.continue()));
      await desk.open(`${look}&status=4`);
    },
    /100 (of|\/) 250/,
  ],
  [
    "a range of one's own",
    async ({ desk, page }, look) => {
      await desk.open(`${look}&status=0,4`);
      await unfold(page);
      await page.getByRole("button", { name: /^(Custom|自定义)$/ }).click();
      await page.getByLabel(/^(To|结束)$/).fill("2000-01-01T00:00:00");
      await page.getByRole("button", { name: /^(Apply|应用)$/ }).click();
    },
    /The range ends before it starts|结束时间早于开始时间/,
  ],
];

/** On a narrow panel the filters are behind a button. */
async function unfold(page: Page): Promise<void> {
  const fold = page.getByRole("button", { name: /^(Filters|筛选)/ });
  await expect(fold.or(page.getByRole("searchbox")).first()).toBeVisible();
  if (await fold.isVisible()) await fold.click();
}

test.describe("axe", () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  for (const width of [320, 1280]) {
    for (const [state, enter, sign] of STATES) {
      test(`has nothing to say about ${state} at ${width} px`, async ({ desk, page, vendor }) => {
        // Two languages in two themes, each looked at from top to bottom.
        test.slow();
        await page.setViewportSize({ width, height: 800 });
        for (const lang of ["en", "zh-CN"]) {
          for (const theme of ["light", "dark"]) {
            await enter({ desk, page, vendor }, `lang=${lang}&theme=${theme}&refresh=0&size=10`);
            await expect(page.getByText(sign).first()).toBeVisible();
            const { violations } = await new AxeBuilder({ page }).analyze();
            const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("  ")}`);
            expect.soft(told, `${lang}, ${theme}`).toEqual([]);
            const sideways = await page.evaluate(() => document.documentElement.scrollWidth);
            expect.soft(sideways, `${lang}, ${theme}: only the table may scroll sideways`).toBeLessThanOrEqual(width);
          }
        }
      });
    }
  }
});

test("only the table scrolls sideways on a narrow panel, and it can be reached by keyboard", async ({ desk, page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await desk.open();
  await expect(desk.rows).toHaveCount(20);
  const region = page.getByRole("region", { name: "Table of tasks, can be scrolled sideways" });
  expect(await region.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
  await region.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => region.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
  const widest = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(widest).toBeLessThanOrEqual(320);
});

test("in the system's own colours one still sees what is chosen and how far a task is", async ({ desk, page, vendor }) => {
  await vendor.offer(tasks(3, () => ({ finishNum: 0 })));
  await page.emulateMedia({ forcedColors: "active" });
  await desk.open("");
  await expect(desk.rows).toHaveCount(3);
  const looks = (target: Locator) =>
    target.evaluate((e) => {
      const { color, backgroundColor, borderTopWidth } = getComputedStyle(e);
      return { color, backgroundColor, borderTopWidth };
    });
  const system = (background: string, color: string) =>
    page.evaluate(
      ([background, color]) => {
        const sample = document.body.appendChild(document.createElement("p"));
        Object.assign(sample.style, { forcedColorAdjust: "none", background, color });
        const style = getComputedStyle(sample);
        return { color: style.color, backgroundColor: style.backgroundColor };
      },
      [background, color] as const,
    );
  expect(await looks(page.locator('.segment[aria-pressed="true"]'))).toMatchObject(
    await system("Highlight", "HighlightText"),
  );
  // Nothing is done yet, so the bar would be nothing without its frame.
  expect(await looks(page.locator(".progress-track").first())).toMatchObject({ borderTopWidth: "1px" });
});
