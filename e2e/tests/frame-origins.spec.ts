// The panel in a frame of a page from elsewhere: of another port, which is another origin of the same site, and of
// another site. Which of them may frame it is the relay's setting, and the panel holds to the same list.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { heard, hellos, put, rows, say } from "../harness/parent";
import { test as base, expect } from "../harness/test";

type Who = "neighbour" | "stranger";

interface Parents {
  /** A server with nothing but an empty page, reached by two names. */
  server: Server;
  origins: Record<Who, string>;
  /** The origins that the relay lists. */
  listed: Who[];
}

const test = base.extend<Parents>({
  listed: [["neighbour", "stranger"], { option: true }],

  server: async ({}, use) => {
    const server = createServer((request, response) => {
      const isPage = request.url === "/";
      response.writeHead(isPage ? 200 : 204, { "Content-Type": "text/html" }).end(isPage ? "<!doctype html><title>Elsewhere</title>" : "");
    });
    server.listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    await use(server);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },

  origins: async ({ server }, use) => {
    const { port } = server.address() as AddressInfo;
    await use({ neighbour: `http://127.0.0.1:${port}`, stranger: `http://localhost:${port}` });
  },

  relayArguments: async ({ listed, origins }, use) => {
    await use(["--cache-seconds", "0", "--frame-ancestors", ...listed.map((who) => origins[who])]);
  },
});

for (const who of ["neighbour", "stranger"] as const) {
  test(`a listed ${who} shakes hands with it and leads it`, async ({ page, relay, origins }) => {
    await page.goto(origins[who]);
    await put(page, `${relay.url}?embed=1`, { view: "range=30d&size=10&refresh=0", locale: { tz: "utc" } });
    await expect(rows(page)).toHaveCount(10);
    // Whoever frames the page hears that it is there, and nothing else but over the port.
    expect(await hellos(page)).toEqual([{ recall: 1, id: 1, type: "hello", data: { versions: [1] } }]);
    await expect.poll(() => heard(page, "ready")).toMatchObject([{ data: { contract: 1 } }]);
    expect(page.frames()[1]!.url()).toBe(`${relay.url}?embed=1&range=30d&size=10&refresh=0&tz=utc`);
    await say(page, "setView", { view: "range=30d&size=20" });
    await expect(rows(page)).toHaveCount(20);
    await page.frameLocator("iframe").getByRole("button", { name: "Next page" }).click();
    await expect.poll(() => heard(page, "viewchange")).toMatchObject([{ data: { view: expect.stringContaining("page=2") } }]);
  });
}

for (const [who, other] of [
  ["neighbour", "stranger"],
  ["stranger", "neighbour"],
] as const) {
  test.describe(`where only the ${other} is listed`, () => {
    test.use({ listed: [other], expectedComplaints: /frame-ancestors|Framing/ });

    test(`the ${who} can't frame it`, async ({ page, relay, origins }) => {
      await page.goto(origins[who]);
      const refused = page.waitForEvent("console", (message) => message.type() === "error");
      await put(page, `${relay.url}?embed=1`, { view: "range=30d&size=10" });
      await refused;
      await expect(rows(page)).toHaveCount(0);
      expect(await hellos(page)).toEqual([]);
    });

    test(`the ${who} is not heard where a browser lets it`, async ({ page, relay, origins }) => {
      // Of the policy only what the document itself comes with is taken away: what the panel asks for has it.
      await page.route(`${relay.url}?embed=1**`, async (route) => {
        const response = await route.fetch();
        const headers = response.headers();
        delete headers["content-security-policy"];
        await route.fulfill({ response, headers });
      });
      await page.goto(origins[who]);
      await put(page, `${relay.url}?embed=1&range=30d&size=10`, { view: "status=1" });
      await expect(rows(page)).toHaveCount(10);
      expect(await hellos(page)).toHaveLength(1);
      await page.frameLocator("iframe").getByRole("button", { name: "Next page" }).click();
      await expect(page.frameLocator("iframe").getByLabel("Go to page")).toHaveValue("2");
      const { searchParams } = new URL(page.frames()[1]!.url());
      expect(Object.fromEntries(searchParams)).toEqual({ embed: "1", range: "30d", page: "2", size: "10" });
      for (const type of ["ready", "data", "viewchange"] as const) expect(await heard(page, type)).toEqual([]);
    });

    test(`the ${who} in a frame beside it is not heard`, async ({ page, relay, origins }) => {
      await page.goto(origins[other]);
      // It is there before the panel says hello, and posts for as long as that may be waiting.
      await page.evaluate(async (src) => {
        const sibling = document.createElement("iframe");
        const there = new Promise((resolve) => (sibling.onload = resolve));
        sibling.src = src;
        document.body.append(sibling);
        await there;
      }, origins[who]);
      await page.frames()[1]!.evaluate(() => {
        const init = { recall: 1, id: 1, type: "init", data: { view: "status=1" } };
        setInterval(() => {
          for (let at = 0; at < parent.frames.length; at++) {
            parent.frames[at]!.postMessage(init, { targetOrigin: "*", transfer: [new MessageChannel().port2] });
          }
        }, 5);
      });
      await put(page, `${relay.url}?embed=1&range=30d&size=10`, undefined);
      await expect(page.frameLocator("iframe").last().getByRole("table").locator("tbody tr")).toHaveCount(10);
      expect(page.frames()[2]!.url()).toBe(`${relay.url}?embed=1&range=30d&size=10`);
    });
  });
}
