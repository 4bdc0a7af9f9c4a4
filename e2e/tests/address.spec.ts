// The address is the state: it is read, written, shared, and never trusted.
import { tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";

const WINDOW = tasks(120, (number) => ({
  createTime: `2025-08-17 ${String(10 + (number % 10)).padStart(2, "0")}:30:13`,
  status: number % 3 === 0 ? 4 : 1,
  recallType: number % 2,
}));
const DAY = "from=2025-08-17T00:00:00%2B08:00&to=2025-08-17T23:59:59%2B08:00";

test("a link with everything set gives the same rows and controls", async ({ context, desk, page, vendor }) => {
  await vendor.offer(WINDOW);
  const query =
    `${DAY}&q=Task&status=4&type=0&sort=-id&page=2&size=10&tz=utc&refresh=0` +
    "&cols=id,name,status,created&density=compact&theme=dark&lang=en";
  await desk.open(query);
  await expect(desk.table.getByRole("columnheader")).toHaveText(["Recall ID", "Task name", "Status", "Created"]);
  await expect(desk.rowsLine("11–20 of 20")).toBeVisible();
  await expect(desk.rows.first().getByRole("cell").first()).toHaveText("100060");
  await expect(desk.search).toHaveValue("Task");
  const pressed = page.getByRole("group").locator("[aria-pressed=true]");
  await expect(pressed).toHaveText(["Custom", /^Execution exception/, /^Redial all/]);
  await expect(desk.header("Recall ID")).toHaveAttribute("aria-sort", "descending");
  await expect(page.getByRole("combobox", { name: "Rows per page" })).toHaveValue("10");
  await expect(page.getByRole("combobox", { name: "Time zone" })).toHaveValue("utc");
  await expect(page.getByRole("combobox", { name: "Auto-refresh" })).toHaveValue("0");
  await expect(page.getByLabel("From", { exact: true })).toHaveValue(/^2025-08-16T16:00/);

  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await desk.button("Copy link").click();
  await expect(desk.said).toHaveText("Link copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
});

test("parameters of others are kept, whatever happens", async ({ desk }) => {
  await desk.open("tenant=7&utm_source=mail&status=1");
  await expect(desk.statuses.getByRole("button", { name: "In progress" })).toHaveAttribute("aria-pressed", "true");
  await desk.statuses.getByRole("button", { name: "Pending" }).click();
  await expect.poll(() => desk.parameters).toEqual({ status: "0,1", tenant: "7", utm_source: "mail" });
  await desk.button("Clear filters").click();
  await expect.poll(() => desk.parameters).toEqual({ tenant: "7", utm_source: "mail" });
});

test("bad values are left out, and the notice names each", async ({ desk, page }) => {
  const bad = [
    "range=fortnight",
    "from=2025-08-17T00:00:00Z",
    "status=four",
    "type=1,,2",
    "sort=luck",
    "page=0",
    "size=21",
    "task=x",
    "tz=Mars",
    "refresh=1",
    "cols=status,colour",
    "density=airy",
    "theme=pink",
    "lang=tlh",
    "embed=yes",
  ];
  await desk.open(bad.join("&"));
  const notice = page.getByText("Ignored in the address:");
  for (const what of bad) await expect(notice).toContainText(what);
  await expect(desk.rowsLine(/^1–20 of /)).toBeVisible();
  await desk.button("Dismiss").click();
  await expect(notice).toHaveCount(0);
});

test("a good value beside a bad one counts", async ({ desk, page }) => {
  await desk.open("size=10&page=zero");
  await expect(desk.rows).toHaveCount(10);
  await expect(page.getByText("Ignored in the address: page=zero")).toBeVisible();
});

test("a refresh and a change of setting write no history", async ({ desk, page, vendor }) => {
  await vendor.offer(tasks(3));
  await desk.open();
  await expect(desk.rows).toHaveCount(3);
  const steps = await desk.historyLength();
  await vendor.offer(tasks(4));
  await desk.button("Refresh now").click();
  await expect(desk.rows).toHaveCount(4);
  await page.getByRole("combobox", { name: "Time zone" }).selectOption("utc");
  await page.getByRole("combobox", { name: "Auto-refresh" }).selectOption("60");
  expect(desk.parameters).toEqual({ tz: "utc", refresh: "60" });
  expect(await desk.historyLength()).toBe(steps);
});

test.describe("in a browser in Kolkata", () => {
  test.use({ timezoneId: "Asia/Kolkata" });

  test("times are shown in the zone chosen, and the zone is named", async ({ desk, page, vendor }) => {
    await vendor.offer(tasks(1, () => ({ createTime: "2025-08-17 19:30:13" })));
    await desk.open(DAY);
    const zone = page.getByRole("combobox", { name: "Time zone" });
    await expect(zone.getByRole("option")).toHaveText([/^Vendor time \(UTC\+0?8/, /^Local time \(UTC\+0?5:30/, "UTC"]);
    await expect(desk.cells("Created")).toHaveText([/^2025-08-17 19:30:13/]);
    await zone.selectOption("local");
    await expect(desk.cells("Created")).toHaveText([/^2025-08-17 17:00:13/]);
    await zone.selectOption("utc");
    await expect(desk.cells("Created")).toHaveText([/^2025-08-17 11:30:13/]);
    await zone.selectOption("vendor");
    await expect(desk.cells("Created")).toHaveText([/^2025-08-17 19:30:13/]);
    expect(desk.parameters["tz"]).toBeUndefined();
  });
});

test("embedded, the panel has no header", async ({ desk, page }) => {
  await desk.open();
  await expect(page.getByRole("banner")).toBeVisible();
  await desk.open("embed=1");
  await expect(desk.rows).toHaveCount(20);
  await expect(page.getByRole("banner")).toHaveCount(0);
  await expect(page.getByRole("combobox", { name: "Time zone" })).toHaveCount(0);
  await expect(desk.board.getByText("Time zone Vendor time (UTC+08:00)")).toBeVisible();
});

test("the theme of the address colours the page, and the menu changes it", async ({ desk, page }) => {
  const background = () => desk.header("Status").evaluate((header) => getComputedStyle(header).backgroundColor);
  const lightness = async () => Math.max(...(await background()).match(/\d+/g)!.slice(0, 3).map(Number));
  await page.emulateMedia({ colorScheme: "light" });
  await desk.open("theme=dark");
  await expect.poll(lightness).toBeLessThan(80);
  await desk.button("Theme").click();
  await page.getByRole("menuitemradio", { name: "Light" }).click();
  await expect.poll(lightness).toBeGreaterThan(200);
  expect(desk.parameters).toEqual({ theme: "light" });
});

test("the language of the address is spoken, and the menu changes it", async ({ desk, page }) => {
  await desk.open("lang=zh-CN&status=4");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByRole("table", { name: "自动重拨任务" })).toBeVisible();
  await expect(page.getByRole("button", { name: "执行异常" })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "语言", exact: true }).click();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  await expect(desk.table).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  expect(desk.parameters).toEqual({ status: "4", lang: "en" });
});

test.describe("for somebody whose browser prefers Chinese", () => {
  test.use({ locale: "zh-CN" });

  test("the panel speaks Chinese without being told", async ({ desk, page }) => {
    await desk.open();
    await expect(page.getByRole("table", { name: "自动重拨任务" })).toBeVisible();
    expect(desk.parameters).toEqual({});
  });
});
