// A real OpenID provider, whose tokens a relay takes.
import { generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { Provider as Oidc } from "oidc-provider";

/** Whom a token can be asked for: the relay, or some other service of the same provider. */
export const RELAY = "https://desk.example.com/";
export const OTHER = "https://other.example.com/";

const CLIENT = { id: "portal", secret: "canary-portal-secret" };

export class Provider {
  private constructor(
    /** Its name for itself, which is also where it answers. */
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  /** Starts one on a free port, with keys of its own. */
  static async start(): Promise<Provider> {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const oidc = new Oidc(issuer, {
      jwks: {
        keys: [
          generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey,
          generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey,
        ].map((key) => key.export({ format: "jwk" })),
      },
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          grant_types: ["client_credentials"],
          redirect_uris: [],
          response_types: [],
        },
      ],
      cookies: { keys: ["of this test"] },
      ttl: { ClientCredentials: 600 },
      extraTokenClaims: () => ({ preferred_username: "jia" }),
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: (_: unknown, resource: string) => ({
            scope: "",
            accessTokenFormat: "jwt",
            jwt: { sign: { alg: resource === RELAY ? "RS256" : "ES256" } },
          }),
        },
      },
    });
    server.on("request", oidc.callback());
    return new Provider(issuer, server);
  }

  /** Where it publishes its keys, as its own description says. */
  async keys(): Promise<string> {
    const description = await fetch(`${this.issuer}/.well-known/openid-configuration`);
    return ((await description.json()) as { jwks_uri: string }).jwks_uri;
  }

  /** A token for a service, as a portal gets it. */
  async token(resource: string): Promise<string> {
    const answer = await fetch(`${this.issuer}/token`, {
      method: "POST",
      headers: { Authorization: `Basic ${btoa(`${CLIENT.id}:${CLIENT.secret}`)}` },
      body: new URLSearchParams({ grant_type: "client_credentials", resource }),
    });
    if (!answer.ok) throw new Error(`the provider gave no token: ${await answer.text()}`);
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
