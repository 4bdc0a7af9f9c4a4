// Starting the programs under test, each on a free port, and stopping them.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";

import { keepWritten } from "./outputs";

/** How long a program may take to say where it listens, and to stop, in milliseconds; long, because machines are busy. */
const PATIENCE = 60_000;

/** How long to wait before looking again whether a program is there, in milliseconds. */
const BETWEEN_LOOKS = 20;

/** A program that serves HTTP on a loopback port. */
export class Program {
  private constructor(
    /** Where it listens, with the slash at the end. */
    readonly url: string,
    private readonly process: ChildProcess,
    private readonly said: string[],
  ) {}

  /** Starts a program and waits for its line `listening on http://…/`. */
  static async start(file: string, args: string[]): Promise<Program> {
    return Program.run(file, args, (stdout) =>
      new Promise((resolve) => {
        createInterface(stdout).on("line", (line) => {
          const address = /^listening on (http:\S+)$/.exec(line)?.[1];
          if (address) resolve(address);
        });
      }),
    );
  }

  /**
   * Starts a program that says nothing, and waits until it serves its own `mark`, a path below the address. That anything
   * answers there would not do: it can be a stranger who had the port before, while ours still tries to get it.
   */
  static async startAt(url: string, mark: string, file: string, args: string[]): Promise<Program> {
    return Program.run(file, args, async (_, over) => {
      const isUp = () => fetch(url + mark).then((answer) => answer.ok, () => false);
      while (!over.aborted && !(await isUp())) await pause(BETWEEN_LOOKS);
      return url;
    });
  }

  /** `wait` gives the address once the program is there. Once nobody waits for that any more, `over` is aborted. */
  private static async run(
    file: string,
    args: string[],
    wait: (stdout: Readable, over: AbortSignal) => Promise<string>,
  ): Promise<Program> {
    const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], env: environment() });
    const said: string[] = [];
    child.stderr.setEncoding("utf8").on("data", (text: string) => said.push(text));
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => keepWritten(String(text)));
    const over = new AbortController();
    let impatience: NodeJS.Timeout | undefined;
    const failed = new Promise<never>((_, reject) => {
      const fail = (why: string) => reject(new Error(`${file} ${args.join(" ")}: ${why}\n${said.join("")}`));
      impatience = setTimeout(() => fail("said nothing about where it listens"), PATIENCE);
      child.once("error", (error) => fail(error.message));
      child.once("exit", (code, signal) => fail(`ended with ${code ?? signal}`));
    });
    try {
      return new Program(await Promise.race([wait(child.stdout, over.signal), failed]), child, said);
    } catch (error) {
      child.kill("SIGKILL");
      throw error;
    } finally {
      clearTimeout(impatience);
      over.abort();
    }
  }

  /** What it wrote to its log so far. */
  get log(): string {
    return this.said.join("");
  }

  /** Asks it to stop, and waits until it has. Gives its exit code, or null if it died of a signal. */
  async stop(): Promise<number | null> {
    // What died of a signal has no exit code, and says no second time that it has ended.
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode;
    const ended = once(this.process, "exit");
    this.process.kill("SIGINT");
    const impatience = setTimeout(() => this.process.kill("SIGKILL"), PATIENCE);
    await ended;
    clearTimeout(impatience);
    return this.process.exitCode;
  }
}

/** Our own environment without settings of a relay, which a test says all by itself, and with all that can be logged. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("RECALL_"));
  return { ...Object.fromEntries(inherited), RUST_LOG: "trace" };
}
