// What the table keeps to whatever is in it: the height of its rows, and its header in view.
import { tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";

for (const [density, height] of [
  ["normal", 40],
  ["compact", 32],
] as const) {
  test(`a row of one line is ${height} px high (${density})`, async ({ desk, page, vendor }) => {
    await vendor.offer(tasks(5));
    await page.setViewportSize({ width: 1600, height: 900 });
    await desk.open(`density=${density}`);
    await expect(desk.rows).toHaveCount(5);
    const heights = await desk.rows.evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
    expect(heights).toEqual(Array(5).fill(height));
  });
}

for (const width of [1280, 768, 360]) {
  test(`the table's header stays in view while its rows go by (${width} px)`, async ({ desk, page, vendor }) => {
    await page.setViewportSize({ width, height: 800 });
    await vendor.offer(tasks(100));
    await desk.open("size=100");
    await expect(desk.rows).toHaveCount(100);
    const header = desk.header("Status");
    await desk.rows.nth(80).scrollIntoViewIfNeeded();
    await expect(header).toBeInViewport({ ratio: 1 });
    expect(Math.round((await header.boundingBox())!.y)).toBe(0);
    // It lies over the rows, and nothing of them is seen through it.
    const onTop = await page.evaluate(() => document.elementFromPoint(innerWidth / 2, 10)?.closest("thead") !== null);
    expect(onTop).toBe(true);
    // Nor does it lie over what gets the focus.
    const name = desk.rows.nth(60).getByRole("button").first();
    await name.focus();
    expect((await name.boundingBox())!.y).toBeGreaterThanOrEqual((await header.boundingBox())!.height);
  });
}
