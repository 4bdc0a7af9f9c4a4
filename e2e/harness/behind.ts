// What tests of a relay behind a portal start from: the relay takes nginx's word, and nginx the portal's.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { PROXY_SECRET } from "./nginx";
import { Port } from "./port";
import { Portal } from "./portal";
import { test as base } from "./test";

export { expect } from "./test";

interface Fixtures {
  /** The port where nginx will listen. */
  port: number;
  portal: Portal;
}

export const test = base.extend<Fixtures>({
  port: async ({}, use) => {
    const port = await Port.claim();
    await use(port.number);
    await port.release();
  },

  relayArguments: async ({ port }, use) => {
    const folder = await mkdtemp(join(tmpdir(), "recall-desk-proxy-"));
    await writeFile(join(folder, "secret"), `${PROXY_SECRET}\n`, { mode: 0o600 });
    await use([
      ...["--base-path", "/ops/recall/", "--auth", "proxy", "--trusted-proxies", "127.0.0.1"],
      ...["--proxy-secret-file", join(folder, "secret"), "--public-origin", `http://127.0.0.1:${port}`],
    ]);
    await rm(folder, { recursive: true });
  },

  portal: async ({ port, relay }, use) => {
    const portal = await Portal.start(port, relay.url);
    await use(portal);
    await portal.stop();
  },

  baseURL: async ({ portal }, use) => use(portal.panel),
});
