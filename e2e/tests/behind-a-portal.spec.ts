// The panel behind a portal: a real nginx asks the portal who is signed in, and tells the relay.
import { request as rawRequest } from "node:http";

import { expect, test } from "../harness/behind";
import { COOKIE } from "../harness/portal";

/** Asks for the session with headers that a browser would not send, byte for byte. */
async function session(base: string, headers: Record<string, string>): Promise<{ status: number; user?: string }> {
  return new Promise((resolve, reject) => {
    const request = rawRequest(new URL("api/session", base), { headers, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => (body += text));
      response.on("end", () => {
        const status = response.statusCode!;
        resolve(status === 200 ? { status, user: JSON.parse(body).user?.name } : { status });
      });
    });
    request.on("error", reject).end();
  });
}

/** Ways to say a name that is not one's own. */
const FORGED: Record<string, string>[] = [
  { "X-Forwarded-User": "root" },
  { X_Forwarded_User: "root" },
  { "X.Forwarded.User": "root" },
  { "x-forwarded-user": "root", X_FORWARDED_USER: "root" },
  { "X-Forwarded-User": "root", "X-Recall-Proxy-Secret": "guessed-guessed-guessed" },
  { "X-Forwarded-User": "root", Connection: "close, X-Forwarded-User" },
  { "X-Forwarded-User": "root", Connection: "close, X-Forwarded-User, X-Recall-Proxy-Secret" },
  { "X-Forwarded-User": "root", "X-Forwarded-For": "127.0.0.1", Forwarded: "for=127.0.0.1" },
  { "X-User": "root" },
];

test.describe("for somebody who is signed in to the portal", () => {
  test.beforeEach(async ({ context, portal }) => {
    await portal.signIn(context);
  });

  test("the panel works and shows the name", async ({ desk, page, relay }) => {
    await desk.open();
    await expect(desk.rows).toHaveCount(20);
    await expect(page.getByRole("banner")).toContainText("jia");
    await desk.button("Next page").click();
    await expect(desk.rows.first()).toBeVisible();
    await expect(desk.alert).toHaveCount(0);
    expect(relay.log).toContain('user="jia"');
  });

  test("the address without its slash leads there", async ({ page, portal }) => {
    await page.goto(portal.panel.slice(0, -1) + "?size=50");
    await expect(page).toHaveURL(/\/ops\/recall\/\?size=50$/);
  });

  test("a name that the browser makes up does not get through", async ({ page, desk }) => {
    await page.setExtraHTTPHeaders({ "X-Forwarded-User": "root", "X-Recall-Proxy-Secret": "guessed-guessed-guessed" });
    await desk.open();
    await expect(desk.rows).toHaveCount(20);
    await expect(page.getByRole("banner")).toContainText("jia");
  });
});

test.describe("when the portal's session ends", () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  test("the rows stay, and the panel says to sign in again", async ({ context, desk, portal }) => {
    await portal.signIn(context);
    await desk.open();
    await expect(desk.rows).toHaveCount(20);
    await context.clearCookies();
    await desk.button("Refresh now").click();
    await expect(desk.alert).toContainText("Your session has ended");
    await expect(desk.alert).toContainText("Sign in to the portal again");
    await expect(desk.rows).toHaveCount(20);
  });
});

test("no spelling of a forged name gets through nginx", async ({ portal, relay }) => {
  for (const forged of FORGED) {
    expect(await session(portal.panel, { ...forged, Cookie: `${COOKIE}=jia` })).toEqual({ status: 200, user: "jia" });
    expect(await session(portal.panel, forged)).toEqual({ status: 401 });
  }
  expect(relay.log).not.toContain("root");
});

test("past nginx nobody gets anything", async ({ relay, vendor }) => {
  expect(await session(relay.url, { Cookie: `${COOKIE}=jia` })).toEqual({ status: 401 });
  for (const forged of FORGED.slice(0, -1)) {
    expect(await session(relay.url, { ...forged, Cookie: `${COOKIE}=jia` })).toEqual({ status: 403 });
  }
  expect(await vendor.requests()).toEqual([]);
});

test.describe("from a page of a neighbour, whose requests carry the portal's cookie too", () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  test("nobody is made to ask", async ({ context, page, portal, relay, vendor }) => {
    await portal.signIn(context);
    await page.goto(portal.neighbour);
    const call = `${portal.panel}api/voice/recallFlow/queryPage`;
    await page.evaluate(async (address) => {
      await fetch(address, { method: "POST", mode: "no-cors", credentials: "include", body: "{}" }).catch(() => null);
    }, call);
    expect(relay.log).toContain("Another site's page made the browser send it.");
    expect(await vendor.requests()).toEqual([]);
  });
});
