// Two clocks that differ: ages and ranges go by the relay's, wherever the browser's stands.
import { moment, tasks, vendorTime } from "../harness/tasks";
import { expect, test } from "../harness/test";

for (const [where, hours] of [
  ["two hours behind", -2],
  ["three days ahead", 72],
] as const) {
  test(`with a browser's clock that is ${where}, ages and the range are right`, async ({ desk, page, vendor }) => {
    await vendor.offer(tasks(1, () => ({ createTime: vendorTime(300) })));
    const asked = Date.now();
    await desk.stopClock(asked + hours * 3_600_000);
    await desk.open("range=24h&refresh=0");
    await expect(desk.rows).toHaveCount(1);
    await desk.pass(1);
    await expect(desk.cells("Created")).toContainText("5 h ago");
    await expect(page.getByText("Updated just now")).toBeVisible();
    // To the minute, and it took a while to ask: what would be wrong is wrong by hours.
    const { strTime, endTime } = (await vendor.requests()).at(-1)!.params;
    for (const [time, daysAgo] of [[strTime, 1], [endTime, 0]] as const) {
      expect(Math.abs(moment(time) - (asked - daysAgo * 86_400_000))).toBeLessThan(600_000);
    }
    await desk.pass(12);
    await expect(page.getByText(/^Updated 1[0-4] s ago$/)).toBeVisible();
  });
}
