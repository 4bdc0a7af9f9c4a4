// The task's ID in its row: as it is, to be selected, and copied by a button that is in nobody's way.
import { tasks } from "../harness/tasks";
import { expect, test } from "../harness/test";

test("a task's ID is copied from its row, by pointer and by keyboard", async ({ context, desk, page, vendor }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await vendor.offer(tasks(2, (number) => ({ taskId: 5_000_000 + number })));
  await desk.open();
  const name = desk.rows.nth(1).locator("td").nth(1).getByRole("button");
  const copy = desk.rows.nth(1).getByRole("button", { name: /^Copy Task ID \d+$/ });
  const id = await desk.rows.nth(1).locator("td").nth(2).textContent();
  expect(id).toMatch(/^500000\d$/);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());

  await desk.rows.nth(1).hover();
  await copy.click();
  await expect(desk.said).toHaveText("Task ID copied");
  expect(await copied()).toBe(id);

  await page.evaluate(() => navigator.clipboard.writeText(""));
  await name.focus();
  await page.keyboard.press("Tab");
  await expect(copy).toBeFocused();
  await page.keyboard.press("Enter");
  await expect.poll(copied).toBe(id);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(desk.parameters).not.toHaveProperty("task");
});

for (const density of ["normal", "compact"]) {
  test(`the button at a task's ID is large enough and moves nothing (${density})`, async ({ desk, page, vendor }) => {
    await vendor.offer(tasks(2));
    await desk.open(`density=${density}`);
    await expect(desk.rows).toHaveCount(2);
    const copy = desk.rows.first().getByRole("button", { name: /^Copy Task ID/ });
    const box = (await copy.boundingBox())!;
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
    const boxes = () =>
      page.locator("td, th").evaluateAll((cells) => cells.map((cell) => JSON.stringify(cell.getBoundingClientRect())));
    const icon = () => copy.evaluate((button) => getComputedStyle(button, "::before").content);
    await page.mouse.move(0, 0);
    const before = await boxes();
    expect(await icon()).toBe("none");
    await desk.rows.first().hover();
    expect(await icon()).toBe('""');
    expect(await boxes()).toEqual(before);
  });
}

test("where nothing can be hovered over, the button is seen all the time", async ({ baseURL, browser, vendor }) => {
  await vendor.offer(tasks(2));
  const context = await browser.newContext({ hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await page.goto(baseURL!);
  const copy = page.getByRole("button", { name: /^Copy Task ID/ }).first();
  await expect(copy).toBeVisible();
  expect(await copy.evaluate((button) => getComputedStyle(button, "::before").content)).toBe('""');
  await context.close();
});
