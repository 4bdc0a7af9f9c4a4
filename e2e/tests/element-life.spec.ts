// An element's life in a page that does with it what pages do: takes it out early, moves its relay, keeps nothing.
import type { Page } from "@playwright/test";
import type { RecallTasks } from "@recall-desk/recall-tasks";

import { expect, test } from "../harness/behind";
import { element, heard, listen, rows, stateOf } from "../harness/element";

test.beforeEach(async ({ context, page, portal }) => {
  await portal.signIn(context);
  await listen(page);
});

/** Holds the panel's code back until what this gives is called; it comes true when the code was asked for. */
async function withoutCode(page: Page): Promise<{ asked: Promise<unknown>; release: () => void }> {
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await released;
    await route.continue();
  });
  return { asked: page.waitForRequest("**/*.wasm"), release };
}

/** Waits until the code has come, with an element of the test's own that shows it. */
async function another(page: Page): Promise<void> {
  await page.evaluate(() => {
    const other = document.createElement("recall-tasks");
    Object.assign(other, { id: "other", view: "range=30d&size=20" });
    document.querySelector("main")!.append(other);
  });
  await expect(rows(page.locator("#other"))).toHaveCount(20);
}

/** The sizes of the pages that were asked for, from now on. */
function asked(page: Page): number[] {
  const sizes: number[] = [];
  page.on("request", (request) => request.url().endsWith("/queryPage") && sizes.push(request.postDataJSON().size));
  return sizes;
}

test("taken out while its code is on its way, it asks for nothing and says nothing", async ({ page, portal }) => {
  const sizes = asked(page);
  const code = await withoutCode(page);
  await page.goto(`${portal.examples}portal/`);
  await code.asked;
  const gone = await element(page).evaluateHandle((e: RecallTasks) => {
    e.remove();
    return e;
  });
  code.release();
  await another(page);
  expect(await gone.evaluate((e) => [e.state, e.shadowRoot!.childElementCount])).toEqual(["idle", 0]);
  expect(sizes).toEqual([20]);
  expect(await heard(page, "ready")).toHaveLength(1);
});

test("destroyed while its code is on its way, it is gone for good", async ({ page, portal }) => {
  const code = await withoutCode(page);
  await page.goto(`${portal.examples}portal/`);
  await code.asked;
  await element(page).evaluate((e: RecallTasks) => e.destroy());
  code.release();
  await another(page);
  expect(await stateOf(element(page).first())).toBe("destroyed");
  await expect(element(page).first().getByRole("table")).toHaveCount(0);
  expect(await heard(page, "destroyed")).toEqual([{}]);
});

test("what a host asks for while its code is on its way is done once it stands", async ({ page, portal }) => {
  const code = await withoutCode(page);
  await page.goto(`${portal.examples}portal/`);
  await code.asked;
  await element(page).evaluate((e: RecallTasks) => {
    e.setView("range=30d&size=20");
    e.setAttribute("label", "Recalls");
    e.lang = "zh-CN";
    e.paused = true;
  });
  code.release();
  await expect(rows(element(page))).toHaveCount(20);
  await expect(page.getByRole("heading", { name: "Recalls" })).toBeVisible();
  await expect(element(page).getByRole("button", { name: "恢复自动刷新" })).toBeVisible();
});

test.describe("at the address of another relay", () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  test("it begins anew, and asks nobody but that one", async ({ page, portal }) => {
    await page.goto(`${portal.examples}portal/`);
    await expect(rows(element(page))).toHaveCount(10);
    const paths: string[] = [];
    page.on("request", (request) => paths.push(new URL(request.url()).pathname));
    await element(page).evaluate((e: RecallTasks) => e.setAttribute("base", "/elsewhere/recall"));
    await expect.poll(() => heard(page, "ready")).toHaveLength(2);
    await expect.poll(() => stateOf(element(page))).toBe("unauthorized");
    expect(new Set(paths)).toEqual(new Set(["/elsewhere/recall/api/session"]));
    await element(page).evaluate((e: RecallTasks) => e.removeAttribute("base"));
    await expect(rows(element(page))).toHaveCount(10);
  });
});

for (const [what, refuse] of [
  [
    "storage is blocked",
    () => {
      for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException("denied", "SecurityError");
          },
        });
      }
    },
  ],
  [
    "storage is full",
    () => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    },
  ],
] as const) {
  test(`in a page where ${what} it works, and says nothing of it to the page`, async ({ page, portal }) => {
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    await page.addInitScript(refuse);
    await page.goto(`${portal.examples}portal/`);
    await expect(rows(element(page))).toHaveCount(10);
    // What is kept elsewhere, from visit to visit: looks, and views by name.
    await element(page).getByRole("combobox", { name: "Rows per page" }).selectOption("20");
    await expect(rows(element(page))).toHaveCount(20);
    await element(page).getByRole("button", { name: "Row height" }).click();
    await element(page).getByRole("menuitemradio", { name: "Compact" }).click();
    await expect(element(page).locator("[data-density=compact]")).toBeVisible();
    await element(page).getByRole("button", { name: "Views" }).click();
    await expect(element(page).getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    expect(await stateOf(element(page))).toBe("ready");
    expect(await heard(page, "error")).toEqual([]);
    expect(said).toEqual([]);
  });
}
