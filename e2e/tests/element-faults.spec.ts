// What goes wrong in the element itself: said in words inside it, told to the host, and never a blank.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { RecallTasks } from "@recall-desk/recall-tasks";

import { expect, test } from "../harness/behind";
import { element, heard, listen, rows, stateOf } from "../harness/element";
import { TRAPPED, keepMemory, trap, trapElsewhere } from "../harness/trap";

test.beforeEach(async ({ context, page, portal }) => {
  await portal.signIn(context);
  await listen(page);
  await keepMemory(page);
});

/** Puts another element beside the first. */
async function addAnother(page: Page, lang: string): Promise<void> {
  await element(page).first().evaluate((e, lang) => {
    const other = document.createElement("recall-tasks");
    other.setAttribute("view", "range=30d&size=20");
    other.setAttribute("lang", lang);
    e.after(other);
  }, lang);
}

test.describe("when the code has stopped for good", () => {
  test.use({ expectedComplaints: TRAPPED });

  test("all panels of the page say so over their rows, each in its language", async ({ page, portal }) => {
    await page.goto(`${portal.examples}portal/`);
    await addAnother(page, "zh-CN");
    await expect(rows(element(page).nth(1))).toHaveCount(20);
    await trap(page);
    await expect(element(page).nth(0).getByRole("alert")).toHaveText(/^The list of tasks has stopped .* Load the page again to go on\.$/);
    await expect(element(page).nth(1).getByRole("alert")).toHaveText("任务列表因自身故障已停止运行。请重新加载页面以继续使用。");
    await expect(rows(element(page).nth(0))).toHaveCount(10);
    await expect(rows(element(page).nth(1))).toHaveCount(20);
    for (const at of [0, 1]) expect(await stateOf(element(page).nth(at))).toBe("error");
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    const told = { kind: "stopped", requestId: null };
    expect(await heard(page, "error")).toEqual([told, told]);
  });

  test("whoever comes later says so too, and what the host asks for is no error of the host's", async ({ page, portal }) => {
    await page.goto(`${portal.examples}portal/`);
    await expect(rows(element(page))).toHaveCount(10);
    await trap(page);
    await expect(element(page).getByRole("alert")).toHaveCount(1);
    await addAnother(page, "en");
    await expect(element(page).nth(1).getByRole("alert")).toContainText("Load the page again");
    await element(page).first().evaluate((e: RecallTasks) => {
      e.refresh();
      e.setView("status=4");
      e.paused = true;
      e.setAttribute("label", "Recalls");
      const { parentElement } = e;
      e.remove();
      parentElement!.append(e);
    });
    await expect(element(page).getByRole("alert")).toHaveCount(2);
    // Taken out and put in again in a later task, it has nothing left but the words.
    await element(page).first().evaluate(async (e) => {
      const { parentElement } = e;
      e.remove();
      await new Promise((resolve) => setTimeout(resolve));
      parentElement!.append(e);
    });
    await expect(element(page).getByRole("alert")).toHaveCount(2);
  });

  test("a host that catches all errors hides none of it", async ({ page, portal }) => {
    await page.goto(`${portal.examples}portal/`);
    await expect(rows(element(page))).toHaveCount(10);
    await element(page).evaluate((e: RecallTasks) => {
      new Uint8Array((window as never as { panelMemory: WebAssembly.Memory }).panelMemory.buffer).fill(255);
      try {
        e.refresh();
      } catch {
        // Like this.
      }
    });
    await expect(element(page).getByRole("alert")).toContainText("Load the page again");
  });

  test("another program of the page that stops is not the panel", async ({ page, portal }) => {
    await page.goto(`${portal.examples}portal/`);
    await expect(rows(element(page))).toHaveCount(10);
    await trapElsewhere(page);
    await element(page).getByRole("button", { name: "Next page" }).click();
    await expect(element(page).getByLabel("Go to page")).toHaveValue("2");
    await expect(element(page).getByRole("alert")).toHaveCount(0);
    expect(await heard(page, "error")).toEqual([]);
  });

  test("in a frame the parent hears it", async ({ page, portal }) => {
    await page.goto(`${portal.examples}portal/frame.html`);
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("table").locator("tbody tr")).toHaveCount(10);
    await trap(page, true);
    await expect(frame.getByRole("alert")).toContainText("Load the page again to go on.");
    await expect(page.locator("#news")).toHaveText("The list of tasks has failed: stopped.");
  });
});

test.describe("when the code can't be loaded", () => {
  test.use({ expectedComplaints: /Failed to load resource|Failed to fetch/ });

  test("it says so, and another attempt can succeed", async ({ page, portal }) => {
    await page.route("**/assets/recall-desk-*.css", (route) => route.abort());
    await page.goto(`${portal.examples}portal/`);
    await expect(element(page).getByRole("alert")).toHaveText(/^The tasks could not be loaded\./);
    expect(await heard(page, "error")).toEqual([{ kind: "not-loaded", requestId: null }]);
    expect(await stateOf(element(page))).toBe("error");
    await element(page).evaluate((e) => e.setAttribute("lang", "zh"));
    await page.unrouteAll();
    await element(page).evaluate((e) => e.parentElement!.append(e));
    await expect(rows(element(page))).toHaveCount(10);
    await expect(element(page).getByRole("alert")).toHaveCount(0);
  });

  test("a shell goes on to its other applications", async ({ page, portal }) => {
    await page.route("**/assets/recall-desk_bg-*.wasm", (route) => route.abort());
    await page.goto(`${portal.examples}single-spa/#/recalls`);
    await expect(element(page).getByRole("alert")).toBeVisible();
    await page.getByRole("link", { name: "Home" }).click();
    await expect(page.getByText("Choose an application.")).toBeVisible();
  });
});
