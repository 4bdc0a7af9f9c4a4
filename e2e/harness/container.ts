// The relay as a container: the image that the workshop built (xtask/src/container.rs), run as its file says.
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

import { Program } from "./program";
import { test as base } from "./test";
import { KEY } from "./vendor";

export { expect } from "./test";

const FOLDER = resolve("../target/container");
Object.assign(process.env, {
  CONTAINERS_CONF: `${FOLDER}/containers.conf`,
  CONTAINERS_STORAGE_CONF: `${FOLDER}/storage.conf`,
});

/** What podman says to this. */
export async function podman(...args: string[]): Promise<string> {
  return (await promisify(execFile)("podman", args)).stdout;
}

interface Fixtures {
  /** What the container is called. */
  container: string;
}

export const test = base.extend<Fixtures>({
  container: async ({}, use) => use(`recall-desk-${crypto.randomUUID()}`),

  relay: async ({ container, vendor }, use) => {
    // The container's user must be able to read it. Nothing in it can be written, not even what podman would leave so.
    const secret = `${vendor.secretFile}:/run/secrets/api-secret:ro,U`;
    const relay = await Program.start("podman", [
      ...["run", "--rm", "--name", container, "--read-only", "--read-only-tmpfs=false", "--cap-drop", "all"],
      // The tests' own network, for a vendor without TLS has to be on the same machine.
      ...["--network", "host", "--volume", secret, "--env", "RUST_LOG"],
      ...["--env", "RECALL_API_SECRET_FILE=/run/secrets/api-secret", "--env", `RECALL_API_KEY=${KEY}`],
      ...["--env", "RECALL_BIND=127.0.0.1:0", "--env", "RECALL_ADMIN_BIND=127.0.0.1:0"],
      ...["--env", `RECALL_VENDOR_URL=${vendor.program.url}`, "--env", "RECALL_LOG_FORMAT=text", "recall-desk"],
    ]);
    await use(relay);
    await relay.stop();
    await podman("rm", "--force", "--ignore", container);
  },
});
