// The page's address and the element: whose keys are whose, what a link leads to, and what Back does.
import { expect, test } from "../harness/behind";
import { element, heard, listen, rows } from "../harness/element";

test.beforeEach(async ({ context, page, portal }) => {
  await portal.signIn(context);
  await listen(page);
});

test("its view is in the page's address under its own keys, and Back leads back", async ({ page, portal }) => {
  await page.goto(`${portal.examples}portal/?mine=1#place`);
  await element(page).getByRole("button", { name: "Next page" }).click();
  await expect(page).toHaveURL(/\?mine=1&rt\.range=30d&rt\.page=2&rt\.size=10#place$/);
  expect(await heard(page, "viewchange")).toEqual([{ view: "range=30d&page=2&size=10" }]);
  await page.goBack();
  await expect(element(page).getByLabel("Go to page")).toHaveValue("1");
  await page.goto(`${portal.examples}portal/?rt.size=20&rt.status=4`);
  await expect(element(page).getByRole("button", { name: /^Execution exception/ })).toHaveAttribute("aria-pressed", "true");
});

test("an entry of the element's has what the host's router keeps with the page's", async ({ page, portal }) => {
  await page.goto(`${portal.examples}portal/`);
  await expect(rows(element(page))).toHaveCount(10);
  await page.evaluate(() => history.replaceState({ route: "campaigns" }, ""));
  await element(page).getByRole("button", { name: "Next page" }).click();
  await expect(page).toHaveURL(/rt\.page=2/);
  expect(await page.evaluate(() => history.state)).toEqual({ route: "campaigns" });
});

test("the host says whether its own views are entries", async ({ page, portal }) => {
  await page.goto(`${portal.examples}portal/`);
  await expect(rows(element(page))).toHaveCount(10);
  const entries = () => page.evaluate(() => history.length);
  const before = await entries();
  await element(page).evaluate((e: HTMLElementTagNameMap["recall-tasks"]) => e.setView("range=30d&size=20", { replace: true }));
  await expect(page).toHaveURL(/rt\.size=20/);
  expect(await entries()).toBe(before);
  await element(page).evaluate((e: HTMLElementTagNameMap["recall-tasks"]) => e.setView("range=30d&size=50"));
  await expect(page).toHaveURL(/rt\.size=50/);
  expect(await entries()).toBe(before + 1);
  await page.goBack();
  await expect(rows(element(page))).toHaveCount(20);
  expect(await heard(page, "viewchange")).toEqual([{ view: "range=30d&size=20" }]);
});

test("two keep their views side by side, each under its own prefix", async ({ page, portal }) => {
  await page.goto(`${portal.examples}portal/?b.size=50`);
  await element(page).evaluate((e) => {
    const other = document.createElement("recall-tasks");
    for (const [name, value] of [["view", "range=30d"], ["url-sync", "query"], ["url-prefix", "b."]] as const) other.setAttribute(name, value);
    e.after(other);
  });
  await expect(rows(element(page).nth(1))).toHaveCount(50);
  await element(page).nth(0).getByRole("button", { name: "Next page" }).click();
  await expect(element(page).nth(0).getByLabel("Go to page")).toHaveValue("2");
  await element(page).nth(1).getByRole("button", { name: "Next page" }).click();
  await expect(page).toHaveURL(/\?rt\.range=30d&rt\.page=2&rt\.size=10&b\.range=30d&b\.page=2&b\.size=50$/);
  await page.goBack();
  await expect(element(page).nth(1).getByLabel("Go to page")).toHaveValue("1");
  await expect(element(page).nth(0).getByLabel("Go to page")).toHaveValue("2");
});

for (const [sync, leads] of [
  ["none", (panel: string) => `${panel}?range=30d&size=10`],
  ["manual", (_: string, page: string) => `${page}?rt.range=30d&rt.size=10`],
  ["query", (_: string, page: string) => `${page}?rt.range=30d&rt.size=10`],
] as const) {
  test(`with url-sync ${sync} a link leads to ${sync === "none" ? "the panel's own page" : "the host's"}`, async ({ context, page, portal }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const address = `${portal.examples}portal/`;
    await page.goto(address);
    await expect(rows(element(page))).toHaveCount(10);
    await element(page).evaluate((e, sync) => e.setAttribute("url-sync", sync), sync);
    await element(page).getByRole("button", { name: "Copy link" }).click();
    await expect(element(page).getByRole("status")).toHaveText("Link copied");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(leads(portal.panel, address));
    await page.goto(link);
    await expect(page.getByRole("table").locator("tbody tr")).toHaveCount(10);
  });
}
