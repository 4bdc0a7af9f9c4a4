// How the page and its files are served, and what it says when they can't be loaded.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { expect, test } from "../harness/test";

/** The files that the page names, as absolute addresses. */
async function filesOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const script = document.querySelector<HTMLScriptElement>("script[data-js]")!;
    const beside = [script.dataset.js!, script.dataset.wasm!].map((path) => new URL(path, script.src).href);
    const links = [...document.querySelectorAll<HTMLLinkElement>("link[href]")].map((link) => link.href);
    return [...new Set([script.src, ...beside, ...links])];
  });
}

/** Opens the page and waits until its WebAssembly has been read. */
async function open(page: Page): Promise<void> {
  const wasm = page.waitForResponse(/\.wasm$/);
  await page.goto("./");
  await (await wasm).finished();
}

test("the page loads and shows no error", async ({ page }) => {
  await open(page);
  await expect(page).toHaveTitle(/Recall Desk/);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("the page is asked for again each time, at the price of a 304", async ({ request }) => {
  const page = await request.get("./");
  expect(page.headers()["content-type"]).toMatch(/^text\/html/);
  expect(page.headers()["cache-control"]).toBe("no-cache");
  const again = await request.get("./", { headers: { "If-None-Match": page.headers()["etag"]! } });
  expect(again.status()).toBe(304);
});

test("what the page loads is named after its content, typed, and kept for ever", async ({ page, request }) => {
  await open(page);
  const files = await filesOf(page);
  const types: Record<string, string> = {
    js: "text/javascript",
    wasm: "application/wasm",
    css: "text/css",
    svg: "image/svg+xml",
  };
  expect(new Set(files.map((file) => file.split(".").pop()))).toEqual(new Set(Object.keys(types)));
  for (const file of files) {
    const { headers, status } = await request.get(file).then((got) => ({ headers: got.headers(), status: got.status() }));
    expect(status, file).toBe(200);
    expect(file).toMatch(/\/assets\/[\w-]+-[0-9a-f]{16}\.\w+$/);
    expect(headers["content-type"], file).toContain(types[file.split(".").pop()!]);
    expect(headers["cache-control"], file).toContain("immutable");
    expect(headers["content-encoding"], file).toBe("br");
  }
});

test("the policy allows no inline code or style, and the page as served has none", async ({ page, request }) => {
  const served = await request.get("./");
  const policy = served.headers()["content-security-policy"];
  expect(policy).toContain("'wasm-unsafe-eval'");
  expect(policy).not.toContain("unsafe-inline");
  expect(await served.text()).not.toMatch(/<style|\sstyle=|\son\w+=/);
  // What the panel draws later is the policy's affair: a violation would be a complaint in the console.
  await open(page);
  await expect(page.locator("script:not([src]), style")).toHaveCount(0);
});

test("axe finds nothing to mend on the page as it arrives", async ({ page }) => {
  await open(page);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test.describe("under a prefix", () => {
  test.use({ relayArguments: ["--base-path", "/ops/recall/"] });

  test("the same page loads", async ({ page, relay }) => {
    expect(relay.url).toMatch(/\/ops\/recall\/$/);
    await open(page);
    for (const file of await filesOf(page)) expect(file).toContain("/ops/recall/assets/");
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
});

test.describe("when the panel can't be loaded", () => {
  test.use({ expectedComplaints: /Failed to load resource|TypeError|fetch/ });

  for (const [locale, words] of [
    ["en-GB", "could not be loaded"],
    ["zh-CN", "未能加载"],
  ] as const) {
    test.describe(() => {
      test.use({ locale });

      test(`the page says so (${locale})`, async ({ page }) => {
        await page.route(/\.wasm$/, (route) => route.abort());
        await page.goto("./");
        await expect(page.getByRole("alert")).toContainText(words);
      });
    });
  }
});

test.describe("in a browser without WebAssembly", () => {
  test("the page says what to use instead", async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
    await page.goto("./");
    await expect(page.getByRole("alert")).toContainText("Use a current version");
  });
});
