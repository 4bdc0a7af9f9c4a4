// A relay that takes the tokens of a real OpenID provider.
import { OTHER, Provider, RELAY } from "../harness/provider";
import { expect, test as base } from "../harness/test";

const test = base.extend<{ provider: Provider }>({
  provider: async ({}, use) => {
    const provider = await Provider.start();
    await use(provider);
    await provider.stop();
  },

  relayArguments: async ({ provider }, use) =>
    use([
      ...["--auth", "jwt", "--jwt-issuer", provider.issuer, "--jwt-audience", RELAY],
      ...["--jwt-keys-url", await provider.keys(), "--jwt-algorithms", "RS256", "ES256"],
    ]),
});

const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

test("a token for the relay names its user, in the panel too", async ({ desk, page, provider, relay }) => {
  const token = await provider.token(RELAY);
  await page.setExtraHTTPHeaders(bearer(token).headers);
  await desk.open();
  await expect(desk.rows).toHaveCount(20);
  await expect(page.getByRole("banner")).toContainText("jia");
  expect(relay.log).toContain('user="jia"');
  expect(relay.log).not.toContain(token.split(".")[2]!);
});

test("a token for another service, or of another provider, is refused", async ({ provider, request }) => {
  const stranger = await Provider.start();
  const good = await provider.token(RELAY);
  const [head, claims, signature] = good.split(".") as [string, string, string];
  const root = Buffer.from(claims, "base64url").toString().replace('"jia"', '"root"');
  for (const [token, words] of [
    [await provider.token(OTHER), "meant for somebody else"],
    [await stranger.token(RELAY), "a key that the identity provider doesn't list"],
    [`${head}.${Buffer.from(root).toString("base64url")}.${signature}`, "signature is not right"],
    [`${Buffer.from('{"alg":"none"}').toString("base64url")}.${claims}.`, "can't be read"],
  ] as const) {
    const answer = await request.get("api/session", bearer(token));
    expect(answer.status(), words).toBe(401);
    expect(answer.headers()["www-authenticate"]).toContain('error="invalid_token"');
    expect((await answer.json()).detail).toContain(words);
  }
  expect((await request.get("api/session", bearer(good))).status()).toBe(200);
  await stranger.stop();
});

test("without a token the page opens, and the API says how to show one", async ({ request }) => {
  expect((await request.get("./")).status()).toBe(200);
  const answer = await request.get("api/session");
  expect(answer.status()).toBe(401);
  expect(answer.headers()["www-authenticate"]).toBe('Bearer realm="recall-desk"');
});
