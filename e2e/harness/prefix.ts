// A relay under a prefix of somebody's nginx, which strips the prefix or leaves it, and a host page beside it.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { test as behind } from "./behind";
import { POLICY, PROXY_SECRET, startNginx } from "./nginx";
import type { Program } from "./program";

export { expect } from "./behind";

/** Where the relay is to be reached. */
const PREFIX = "/ops/recall/";

/** A page that has the element in it and sends all that is relative elsewhere. */
const HOST_PAGE = `<!doctype html><html lang="en"><base href="/elsewhere/"><title>Host</title>
<script type="module" src="${PREFIX}recall-tasks.js"></script>
<main><h1>Host</h1><recall-tasks view="size=10"></recall-tasks></main></html>`;

/** nginx before a relay, without sign-in: only where things lie is of interest. */
export class Prefixed {
  private constructor(
    /** The panel's address. */
    readonly panel: string,
    /** The host page's. */
    readonly host: string,
    private readonly nginx: Program,
    private readonly folder: string,
  ) {}

  /** Starts nginx on a port. Where it strips the prefix, the relay serves at its own root. */
  static async start(port: number, relay: string, strips: boolean): Promise<Prefixed> {
    const folder = await mkdtemp(join(tmpdir(), "recall-desk-prefix-"));
    await writeFile(join(folder, "host.html"), HOST_PAGE);
    const nginx = await startNginx(port, folder, "  types { text/html html; }", locations(new URL(relay).host, folder, strips));
    return new Prefixed(new URL(PREFIX, nginx.url).href, `${nginx.url}hosts/host.html`, nginx, folder);
  }

  async stop(): Promise<void> {
    await this.nginx.stop();
    await rm(this.folder, { recursive: true });
  }
}

/** A URI in `proxy_pass` strips the prefix. Then the relay doesn't know it, and the slash is for nginx to add. */
function locations(relay: string, folder: string, strips: boolean): string {
  const bare = PREFIX.slice(0, -1);
  return `
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-User jia;
    proxy_set_header X-Recall-Proxy-Secret "${PROXY_SECRET}";
    location ${PREFIX} { proxy_pass http://${relay}${strips ? "/" : ""}; }
    location = ${bare} { ${strips ? `return 308 ${PREFIX}$is_args$args` : `proxy_pass http://${relay}`}; }
    location = ${bare}-admin { return 200 "the neighbour"; }
    location /hosts/ { alias ${folder}/; add_header Content-Security-Policy "${POLICY}"; }
    location = /favicon.ico { return 204; }
    location / { return 404; }`;
}

interface Options {
  /** Whether nginx strips the prefix. */
  strips: boolean;
}

export const test = behind.extend<Options & { prefixed: Prefixed }>({
  strips: [true, { option: true }],

  relayArguments: async ({ relayArguments, strips }, use) =>
    use(relayArguments.map((argument) => (argument === PREFIX && strips ? "/" : argument))),

  prefixed: async ({ port, relay, strips }, use) => {
    const prefixed = await Prefixed.start(port, relay.url, strips);
    await use(prefixed);
    await prefixed.stop();
  },

  baseURL: async ({ prefixed }, use) => use(prefixed.panel),
});
