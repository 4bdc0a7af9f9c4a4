// The time range: presets, and a range of one's own, in the zone shown.
import { moment, tasks, vendorTime } from "../harness/tasks";
import { expect, test } from "../harness/test";

const HOUR = 60;
const DAY = 24 * HOUR;

/** Tasks of an hour, thirty hours, ten days and forty days ago. */
const AGES = [HOUR, 30 * HOUR, 10 * DAY, 40 * DAY];

test.beforeEach(({ vendor }) =>
  vendor.offer(tasks(AGES.length, (number) => ({ createTime: vendorTime(AGES[number - 1]!) }))),
);

for (const [preset, parameter, rows] of [
  ["Last 24 hours", "24h", 1],
  ["Last 30 days", "30d", 3],
] as const) {
  test(`${preset} shows the tasks of just that time, and stays relative in the address`, async ({ desk }) => {
    await desk.open();
    await expect(desk.rows).toHaveCount(2);
    await expect(desk.range.getByRole("button", { name: "Last 7 days" })).toHaveAttribute("aria-pressed", "true");
    const button = desk.range.getByRole("button", { name: preset });
    await button.click();
    await expect(desk.rows).toHaveCount(rows);
    await expect(button).toHaveAttribute("aria-pressed", "true");
    await expect(desk.range.getByRole("button", { name: "Last 7 days" })).toHaveAttribute("aria-pressed", "false");
    expect(desk.parameters).toEqual({ range: parameter });
  });
}

for (const [preset, daysAgo] of [
  ["Today", 0],
  ["Yesterday", 1],
] as const) {
  test(`${preset} is a day of the vendor, from its first second to its last`, async ({ desk, vendor }) => {
    await desk.open();
    const day = () => vendorTime(daysAgo * DAY).slice(0, 10);
    // Midnight may pass while we look.
    const days = [day()];
    await desk.range.getByRole("button", { name: preset }).click();
    await expect.poll(() => desk.parameters).toEqual({ range: preset.toLowerCase() });
    const asked = async () => (await vendor.requests()).at(-1)!.params;
    // The range before it was seven days long, so only the preset's own request begins and ends on one day.
    await expect.poll(async () => (({ strTime, endTime }) => strTime.slice(0, 10) === endTime.slice(0, 10))(await asked())).toBe(true);
    days.push(day());
    const { strTime, endTime } = await asked();
    expect(days).toContain(strTime.slice(0, 10));
    expect([strTime, endTime]).toEqual([`${strTime.slice(0, 10)} 00:00:00`, `${strTime.slice(0, 10)} 23:59:59`]);
  });
}

test("This month begins with its first day", async ({ desk, vendor }) => {
  await desk.open("range=month");
  await expect(desk.range.getByRole("button", { name: "This month" })).toHaveAttribute("aria-pressed", "true");
  await expect.poll(async () => (await vendor.requests()).at(-1)?.params.strTime).toMatch(/-01 00:00:00$/);
});

test("a range of one's own is typed in the zone shown and shared with its offset", async ({ desk, page, vendor }) => {
  await desk.open();
  await desk.range.getByRole("button", { name: "Custom" }).click();
  await page.getByLabel("From", { exact: true }).fill("2025-08-17T00:00:00");
  await page.getByLabel("To", { exact: true }).fill("2025-08-17T23:59:59");
  await vendor.offer(tasks(3, () => ({ createTime: "2025-08-17 12:00:00" })));
  await desk.button("Apply").click();
  await expect(desk.rows).toHaveCount(3);
  expect(desk.parameters).toEqual({ from: "2025-08-17T00:00:00+08:00", to: "2025-08-17T23:59:59+08:00" });
  await expect(desk.range.getByRole("button", { name: "Custom" })).toHaveAttribute("aria-pressed", "true");
  const { strTime, endTime } = (await vendor.requests()).at(-1)!.params;
  expect([strTime, endTime]).toEqual(["2025-08-17 00:00:00", "2025-08-17 23:59:59"]);
});

test("a range that ends before it starts is told at its fields, and nothing changes", async ({ desk, page }) => {
  await desk.open();
  await desk.range.getByRole("button", { name: "Custom" }).click();
  const [from, to] = [page.getByLabel("From", { exact: true }), page.getByLabel("To", { exact: true })];
  await from.fill("2025-08-18T00:00:00");
  await to.fill("2025-08-17T00:00:00");
  await desk.button("Apply").click();
  for (const field of [from, to]) {
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription("The range ends before it starts. Choose a later end.");
  }
  await expect(from).toBeFocused();
  expect(desk.parameters).toEqual({});
  await expect(desk.rows).toHaveCount(2);
});

test("a range without an end is told at its fields", async ({ desk, page }) => {
  await desk.open();
  await desk.range.getByRole("button", { name: "Custom" }).click();
  await page.getByLabel("To", { exact: true }).fill("");
  await desk.button("Apply").click();
  await expect(page.getByLabel("To", { exact: true })).toHaveAccessibleDescription("Fill in both times.");
  expect(desk.parameters).toEqual({});
});

test("one end can be typed before the first rows have come", async ({ desk, page, vendor }) => {
  await vendor.failNext("hang");
  await desk.open("refresh=0");
  await desk.range.getByRole("button", { name: "Custom" }).click();
  await page.getByLabel("To", { exact: true }).fill("2000-01-01T00:00:00");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("The range ends before it starts.")).toBeVisible();
});

test("what is being typed stays when a refresh comes in between", async ({ desk, page, vendor }) => {
  await page.clock.install();
  await desk.open("refresh=60");
  await expect(desk.rows).toHaveCount(2);
  await desk.range.getByRole("button", { name: "Custom" }).click();
  const [from, to] = [page.getByLabel("From", { exact: true }), page.getByLabel("To", { exact: true })];
  await from.fill("2025-08-17T00:00:01");
  await vendor.offer(tasks(1));
  // A relative range moves on with every minute.
  await page.clock.fastForward(120_000);
  await desk.button("Refresh now").click();
  await expect(desk.rows).toHaveCount(1);
  await expect(from).toHaveValue("2025-08-17T00:00:01");
  await to.fill("2025-08-17T00:00:02");
  await desk.button("Apply").click();
  await expect(desk.board.getByText("No tasks in this range")).toBeVisible();
  expect(desk.parameters["from"]).toBe("2025-08-17T00:00:01+08:00");
  await page.goBack();
  await desk.range.getByRole("button", { name: "Custom" }).click();
  await expect(from).not.toHaveValue(/^2025-08-17/);
});

test("an end without seconds means all of its minute, and the fields name their zone", async ({ desk, page, vendor }) => {
  await desk.open("tz=utc");
  await desk.range.getByRole("button", { name: "Custom" }).click();
  const [from, to] = [page.getByLabel("From", { exact: true }), page.getByLabel("To", { exact: true })];
  await expect(to).toHaveAccessibleDescription("UTC");
  await from.fill("2025-08-17T08:00");
  await to.fill("2025-08-17T08:00");
  await desk.button("Apply").click();
  await expect.poll(() => desk.parameters["to"]).toBe("2025-08-17T08:00:59+00:00");
  expect(desk.parameters["from"]).toBe("2025-08-17T08:00:00+00:00");
  const asked = async () => (await vendor.requests()).at(-1)!.params;
  await expect.poll(asked).toMatchObject({ strTime: "2025-08-17 16:00:00", endTime: "2025-08-17 16:00:59" });
});

test.describe("in a browser in Berlin", () => {
  test.use({ timezoneId: "Europe/Berlin" });

  test("an hour that the clocks show twice is in the range both times", async ({ desk, page }) => {
    await desk.open("tz=local");
    await desk.range.getByRole("button", { name: "Custom" }).click();
    await page.getByLabel("From", { exact: true }).fill("2024-10-27T02:00:00");
    await page.getByLabel("To", { exact: true }).fill("2024-10-27T02:59:59");
    await desk.button("Apply").click();
    await expect.poll(() => desk.parameters["from"]).toBe("2024-10-27T02:00:00+02:00");
    expect(desk.parameters["to"]).toBe("2024-10-27T02:59:59+01:00");
  });

  test("a time that the clocks skip is told of at its field alone", async ({ desk, page }) => {
    await desk.open("tz=local");
    await desk.range.getByRole("button", { name: "Custom" }).click();
    const [from, to] = [page.getByLabel("From", { exact: true }), page.getByLabel("To", { exact: true })];
    await from.fill("2024-03-01T00:00:00");
    await to.fill("2024-03-31T02:30:00");
    await desk.button("Apply").click();
    await expect(to).toHaveAccessibleDescription(/does not exist in this zone/);
    await expect(to).toBeFocused();
    await expect(from).not.toHaveAttribute("aria-invalid");
    expect(desk.parameters).toEqual({ tz: "local" });
  });
});

for (const [zone, offset] of [
  ["vendor", "+08:00"],
  ["utc", "Z"],
] as const) {
  test(`in an open tab Today becomes the next day at midnight of the zone shown (${zone})`, async ({
    desk,
    page,
    vendor,
  }) => {
    // For the relay, too, it is half a minute to midnight.
    const now = Date.parse(`2025-08-17T23:59:30${offset}`);
    await page.route("**/api/session", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), now: new Date(now).toISOString() } });
    });
    await desk.stopClock(now);
    await desk.open(`range=today&tz=${zone}&refresh=0`);
    const starts = async () => (await vendor.requests()).map(({ params }) => moment(params.strTime));
    const day = Date.parse(`2025-08-17T00:00:00${offset}`);
    await expect.poll(starts).toEqual([day]);
    await desk.pass(29);
    expect(await starts()).toEqual([day]);
    await desk.pass(1);
    await expect.poll(starts).toEqual([day, day + DAY * 60_000]);
  });
}
