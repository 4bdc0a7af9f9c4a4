// How the element looks in a host's page: by the host's colours and parts, and by nothing else of the page's.
import type { Locator, Page } from "@playwright/test";
import type { RecallTasks } from "@recall-desk/recall-tasks";

import { expect, test } from "../harness/behind";
import { element, rows } from "../harness/element";

test.beforeEach(async ({ context, page, portal }) => {
  await portal.signIn(context);
  await page.goto(`${portal.examples}portal/`);
  await expect(rows(element(page))).toHaveCount(10);
});

/** Adds a rule to the host's page, whose policy lets no text be one. */
async function style(page: Page, rule: string): Promise<void> {
  await page.evaluate((rule) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rule);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, rule);
}

const HOSTILE =
  "html{font-size:40px!important} *{color:red!important;font:40px serif!important;padding:30px!important;display:block!important;box-sizing:content-box!important} .table,td,button{background:lime!important}";

test("hostile styles of the page change nothing in it", async ({ page }) => {
  const look = () =>
    element(page).evaluate((e) => {
      const cell = e.shadowRoot!.querySelector("td")!;
      const { fontSize, lineHeight, color, display, padding, boxSizing } = getComputedStyle(cell);
      return [fontSize, lineHeight, color, display, padding, boxSizing];
    });
  const before = await look();
  await style(page, HOSTILE);
  expect(await look()).toEqual(before);
});

test("its styles change nothing in the page", async ({ page, portal }) => {
  // All that it has a style for, by element and by class, in a page that had none of it before.
  await page.goto(new URL("/", portal.panel).href);
  await page.evaluate(() => {
    document.body.innerHTML =
      '<main class="recall main"><h2 class="title">Host</h2><table class="table"><tr><td class="cell">1</td></tr></table>' +
      '<button class="button primary">Act</button><dialog open class="dialog">Ask</dialog><p class="alert toast shown">Say</p></main>';
  });
  const look = () =>
    page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll("body, body :not(recall-tasks)")].map((e) => {
        const style = getComputedStyle(e);
        // Height and place are those of a page with one element more.
        return [e.tagName, ...["color", "backgroundColor", "font", "padding", "margin", "border", "display", "overflow"].map((name) => style[name as never]), style.getPropertyValue("--recall-accent")];
      }),
    );
  const before = await look();
  await page.evaluate(async (script) => {
    await import(script);
    document.body.append(document.createElement("recall-tasks"));
  }, `${portal.panel}recall-tasks.js`);
  await expect(rows(element(page)).first()).toBeVisible();
  expect(await look()).toEqual(before);
  expect(await page.evaluate(() => [document.styleSheets.length, document.adoptedStyleSheets.length])).toEqual([0, 0]);
});

test("its box is a block that holds what is in it", async ({ page }) => {
  const box = await element(page).evaluate((e) => {
    const { display, contain, containerType } = getComputedStyle(e);
    return [display, contain, containerType];
  });
  expect(box).toEqual(["block", "layout style", "inline-size"]);
  await element(page).evaluate((e) => (e.hidden = true));
  await expect(element(page)).toBeHidden();
});

test("the portal's colours reach it", async ({ page }) => {
  const accent = await element(page).evaluate((e) => {
    const pressed = e.shadowRoot!.querySelector('[aria-pressed="true"]')!;
    return getComputedStyle(pressed).color;
  });
  expect(accent).toBe("rgb(122, 31, 107)");
});

test("its colours of states, corners, shadow and row heights too", async ({ page }) => {
  await style(
    page,
    `recall-tasks {
      --recall-completed: rgb(1, 2, 3);
      --recall-completed-soft: rgb(4, 5, 6);
      --recall-radius: 0px;
      --recall-row: 56px;
      --recall-row-compact: 36px;
      --recall-shadow: 0 0 1px rgb(7, 8, 9);
    }`,
  );
  const status = element(page).locator('[part~="status"][data-status="completed"]').first();
  await expect(status).toHaveCSS("color", "rgb(1, 2, 3)");
  await expect(status).toHaveCSS("background-color", "rgb(4, 5, 6)");
  await expect(element(page).locator('[part~="button"]:visible').first()).toHaveCSS("border-radius", "0px");
  const cell = rows(element(page)).first().getByRole("cell").first();
  await expect(cell).toHaveCSS("height", "56px");
  await element(page).evaluate((e) => e.setAttribute("density", "compact"));
  await expect(cell).toHaveCSS("height", "36px");
  await element(page).getByRole("button", { name: "Export" }).click();
  await expect(element(page).getByRole("menu")).toHaveCSS("box-shadow", "rgb(7, 8, 9) 0px 0px 1px 0px");
});

/** Has the page style a part, and waits until it looks so. */
async function isStyled(page: Page, part: string): Promise<void> {
  await style(page, `recall-tasks::part(${part}) { outline: 3px dotted rgb(1, 2, 3); letter-spacing: 4px; }`);
  const found: Locator = element(page).locator(`[part~="${part}"]:visible`).first();
  await expect(found, part).toHaveCSS("outline", "rgb(1, 2, 3) dotted 3px");
  await expect(found, part).toHaveCSS("letter-spacing", "4px");
}

test("the page styles its parts", async ({ page, vendor }) => {
  for (const part of ["toolbar", "filters", "table", "header-cell", "row", "status", "pagination", "button"]) {
    await isStyled(page, part);
  }
  await rows(element(page)).first().getByRole("button").first().click();
  await isStyled(page, "dialog");
  await page.keyboard.press("Escape");
  await vendor.offer([]);
  await element(page).evaluate((e: RecallTasks) => e.refresh());
  await isStyled(page, "empty");
});

test.describe("when requests fail", () => {
  test.use({ expectedComplaints: /Failed to load resource|Failed to fetch/ });

  test("what says so is a part, over rows and in their place", async ({ page, portal, vendor }) => {
    await vendor.failAlways({ code: -2 });
    await element(page).evaluate((e: RecallTasks) => e.refresh());
    await expect(element(page).getByRole("alert")).toBeVisible();
    await isStyled(page, "error");
    // Another range, because of this one the relay may have an answer still.
    await page.goto(`${portal.examples}portal/?rt.range=7d`);
    await expect(element(page).getByRole("alert")).toBeVisible();
    await expect(rows(element(page))).toHaveCount(0);
    await isStyled(page, "error");
  });

  test("so is what it says when its code can't be loaded", async ({ page }) => {
    await page.route("**/assets/recall-desk-*.css", (route) => route.abort());
    await page.reload();
    await expect(element(page).getByRole("alert")).toBeVisible();
    await isStyled(page, "error");
  });
});
