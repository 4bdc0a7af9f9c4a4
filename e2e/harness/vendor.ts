// The simulated vendor and its remote control.
import { writeFile } from "node:fs/promises";

import { Program } from "./program";

/** How the vendor, or something on the way to it, fails; times in milliseconds, `retryAfter` in seconds. */
export type Fault =
  | "hang"
  | "cutBody"
  | "cutBeforeBody"
  | { latency: number }
  | { drip: number }
  | { status: number }
  | { retryAfter: [status: number, seconds: number] }
  | { redirect: [status: number, location: string] }
  | { code: number }
  | { garbage: string }
  | { answer: { status: number; headers: [name: string, value: string][]; body: string } };

/** What the vendor has to offer at the start. */
export interface VendorOptions {
  /** How many tasks. */
  tasks: number;
  /** What they are made from: the same seed gives the same tasks. */
  seed: number;
}

/** The body of a request for a page of tasks. */
export interface PageRequest {
  current: number;
  size: number;
  params: { strTime: string; endTime: string; taskName?: string };
}

/** The account that the vendor accepts. The workshop's `secrets.rs` searches for it in all that the tests let out. */
export const KEY = "canary-key-Q7xV";
const SECRET = "canary-secret-Hk4Z";

export class Vendor {
  private constructor(
    readonly program: Program,
    /** The file that holds the secret it checks signatures with. */
    readonly secretFile: string,
  ) {}

  /** Starts it, and writes its secret into this file. */
  static async start(options: VendorOptions, secretFile: string): Promise<Vendor> {
    await writeFile(secretFile, SECRET, { mode: 0o600 });
    const program = await Program.start(process.env.VENDOR_SIM_BIN ?? "../target/debug/vendor-sim", [
      ...["--port", "0", "--tasks", String(options.tasks), "--seed", String(options.seed), "--frozen"],
      ...["--api-key", KEY, "--api-secret-file", secretFile, "--control"],
    ]);
    return new Vendor(program, secretFile);
  }

  /** The next requests meet these faults, in this order. */
  async failNext(...next: Fault[]): Promise<void> {
    await this.order("faults", JSON.stringify({ next }));
  }

  /** Every request meets this fault, until `recover`. */
  async failAlways(always: Fault): Promise<void> {
    await this.order("faults", JSON.stringify({ always }));
  }

  /** No faults any more. */
  async recover(): Promise<void> {
    await this.order("faults", JSON.stringify({ clear: true }));
  }

  /** Exactly these records, sent as they are, however odd. */
  async offer(records: unknown[]): Promise<void> {
    await this.offerText(JSON.stringify(records));
  }

  /** A JSON list of records that is sent as it is written, with numbers that JavaScript can't hold. */
  async offerText(records: string): Promise<void> {
    await this.order("dataset", `{"records":${records}}`);
  }

  /** What it was asked for so far, oldest first. */
  async requests(): Promise<PageRequest[]> {
    const journal = (await (await fetch(`${this.program.url}_sim/journal`)).json()) as { body: string }[];
    return journal.map(({ body }) => JSON.parse(body) as PageRequest);
  }

  private async order(what: string, body: string): Promise<void> {
    const answer = await fetch(`${this.program.url}_sim/${what}`, { method: "POST", body });
    if (!answer.ok) throw new Error(`the simulated vendor refused ${what}: ${await answer.text()}`);
  }
}
