// The React example, in the mode in which React mounts everything twice, under a portal's strict policy.
import { expect, test } from "../harness/behind";
import { QUESTIONS } from "../harness/desk";

test.beforeEach(({ context, portal }) => portal.signIn(context));

test("mounting twice leaves one panel, which asks with the portal's token", async ({ page, portal, vendor }) => {
  const question = page.waitForRequest(QUESTIONS);
  await page.goto(`${portal.examples}react/`);
  expect((await question).headers()["authorization"]).toBe("Bearer canary-of-jia");
  const panel = page.locator("recall-tasks");
  await expect(panel.getByRole("table").locator("tbody tr")).toHaveCount(10);
  await expect(panel).toHaveCount(1);
  await expect(panel.getByRole("table")).toHaveCount(1);
  await expect(page.getByRole("status").filter({ hasText: /^\d+ recalls$/ })).toBeVisible();
  expect(await vendor.requests()).toHaveLength(1);
});

test("what React sets, the panel shows, and what the panel shows, React hears", async ({ page, portal }) => {
  await page.goto(`${portal.examples}react/`);
  const panel = page.locator("recall-tasks");
  await expect(panel.getByRole("table").locator("tbody tr")).toHaveCount(10);
  await page.getByRole("button", { name: "Only exceptions" }).click();
  const chip = panel.getByRole("button", { name: /^Execution exception/ });
  await expect(chip).toHaveAttribute("aria-pressed", "true");
  await chip.click();
  await expect(chip).toHaveAttribute("aria-pressed", "false");
  // The view that React was told is the one that it sets next; the panel stays where its user went.
  await page.getByRole("button", { name: "Refresh", exact: true }).click();
  await expect(chip).toHaveAttribute("aria-pressed", "false");
  await page.getByRole("button", { name: "Only exceptions" }).click();
  await expect(chip).toHaveAttribute("aria-pressed", "true");
});
