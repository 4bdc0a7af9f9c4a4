// Ports for programs that can't take any that is free, because others have to know of theirs before they run.
import { once } from "node:events";
import { createServer, type Server } from "node:net";

/** Below those that the system gives away by itself. */
const [FIRST, LAST] = [22_000, 32_000];

/**
 * A port that is a test's own until it gives it back. The port above it is kept taken for as long: that one says to all
 * other tests, those of another run on the same machine among them, that this one is not to be had.
 */
export class Port {
  private constructor(
    readonly number: number,
    private readonly claim: Server,
  ) {}

  static async claim(): Promise<Port> {
    for (let number = FIRST; number < LAST; number += 2) {
      const claim = await listen(number + 1);
      if (!claim) continue;
      const trial = await listen(number);
      if (trial) await close(trial);
      if (trial) return new Port(number, claim);
      await close(claim);
    }
    throw new Error(`no port from ${FIRST} to ${LAST} is free`);
  }

  async release(): Promise<void> {
    await close(this.claim);
  }
}

/** Listens on a port, or gives nothing if that is taken. */
async function listen(port: number): Promise<Server | undefined> {
  const server = createServer().listen(port, "127.0.0.1");
  return once(server, "listening").then(() => server, () => undefined);
}

const close = (server: Server): Promise<unknown> => new Promise((resolve) => server.close(resolve));
