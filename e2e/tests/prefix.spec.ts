// One build under every prefix: the same bytes, wherever a proxy puts them and whatever the page around them says.
import { createHash } from "node:crypto";

import type { APIRequestContext, Page } from "@playwright/test";

import { Program } from "../harness/program";
import { expect, test } from "../harness/prefix";
import { RELAY, test as alone } from "../harness/test";

const PREFIXES = ["/", "/x/", "/a/b/c/"];

/** What is served below an address, each file with the digest of its bytes: the page, the element, and all that they name. */
async function served(request: APIRequestContext, base: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const waiting = ["", "recall-tasks.js"];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (path in found) continue;
    const answer = await request.get(base + path);
    expect(answer.status(), base + path).toBe(200);
    const bytes = await answer.body();
    found[path] = createHash("sha256").update(bytes).digest("hex");
    const named = path.endsWith(".wasm") ? [] : bytes.toString().matchAll(/[\w-]+-[0-9a-f]{16}\.(?:js|css|svg|wasm)/g);
    for (const [name] of named) waiting.push(`assets/${name}`);
  }
  return found;
}

/** The paths that a page asks for from now on. */
function asked(page: Page): string[] {
  const paths: string[] = [];
  page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  return paths;
}

alone("the same bytes serve under every prefix, and the panel works there", async ({ page, request }) => {
  const all: Record<string, string>[] = [];
  for (const prefix of PREFIXES) {
    const relay = await Program.start(RELAY, [
      ...["--demo", "--bind", "127.0.0.1:0", "--base-path", prefix, "--log-format", "text"],
    ]);
    const paths = asked(page);
    await page.goto(relay.url);
    await expect(page.getByRole("table").locator("tbody tr")).toHaveCount(20);
    expect(paths.filter((path) => !path.startsWith(prefix))).toEqual([]);
    page.removeAllListeners("request");
    all.push(await served(request, relay.url));
    await relay.stop();
  }
  expect(Object.keys(all[0]!).length).toBeGreaterThan(8);
  for (const other of all.slice(1)) expect(other).toEqual(all[0]);
});

alone.describe("what a host names", () => {
  alone.use({ relayArguments: ["--base-path", "/a/b/c/"] });

  alone("is asked for again each time, and what that names never", async ({ relay, request }) => {
    for (const path of Object.keys(await served(request, relay.url))) {
      const headers = (await request.get(relay.url + path)).headers();
      const immutable = path.startsWith("assets/");
      expect(headers["cache-control"], path).toBe(immutable ? "public, max-age=31536000, immutable" : "no-cache");
      if (immutable) continue;
      const again = await request.get(relay.url + path, { headers: { "If-None-Match": headers["etag"]! } });
      expect(again.status(), path).toBe(304);
    }
  });

  alone("comes packed as the browser can unpack it", async ({ relay, request }) => {
    for (const path of Object.keys(await served(request, relay.url))) {
      for (const [accepted, coding] of [
        ["gzip, deflate, br, zstd", "br"],
        ["gzip", "gzip"],
        ["br;q=0, gzip", "gzip"],
        ["identity", undefined],
      ] as const) {
        const answer = await request.get(relay.url + path, { headers: { "Accept-Encoding": accepted } });
        expect(answer.headers()["content-encoding"], `${path} for ${accepted}`).toBe(coding);
        expect(answer.headers()["vary"]?.toLowerCase(), path).toContain("accept-encoding");
      }
    }
  });
});

for (const strips of [true, false]) {
  test.describe(`behind nginx that ${strips ? "strips" : "leaves"} the prefix`, () => {
    test.use({ strips });

    test("the panel works and asks for nothing outside it", async ({ desk, page }) => {
      const paths = asked(page);
      await desk.open();
      await expect(desk.rows).toHaveCount(20);
      await desk.button("Next page").click();
      await expect(page).toHaveURL(/\/ops\/recall\/\?page=2$/);
      expect(paths.filter((path) => !path.startsWith("/ops/recall/"))).toEqual([]);
    });

    test("the address without its slash leads there", async ({ prefixed, request }) => {
      const answer = await request.get(`${prefixed.panel.slice(0, -1)}?size=50`, { maxRedirects: 0 });
      expect(answer.status()).toBe(308);
      expect(new URL(answer.headers()["location"]!, prefixed.panel).href).toBe(`${prefixed.panel}?size=50`);
    });

    test("a neighbour whose name begins alike is left alone", async ({ prefixed, request }) => {
      const answer = await request.get(`${prefixed.panel.slice(0, -1)}-admin`);
      expect(await answer.text()).toBe("the neighbour");
    });

    test("an element finds its files in a page whose base is elsewhere", async ({ page, prefixed }) => {
      const paths = asked(page);
      await page.goto(prefixed.host);
      await expect(page.locator("recall-tasks").getByRole("table").locator("tbody tr")).toHaveCount(10);
      expect(paths.filter((path) => !/^\/(ops\/recall|hosts)\//.test(path))).toEqual([]);
    });
  });
}
