// Starting the programs under test, each on a free port, and stopping them.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { keepWritten } from "./outputs";

/** How long a program may take to say where it listens, and to stop, in milliseconds; long, because machines are busy. */
const PATIENCE = 60_000;

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
    return Program.run(file, args, (child, resolve) => {
      createInterface(child.stdout!).on("line", (line) => {
        const address = /^listening on (http:\S+)$/.exec(line)?.[1];
        if (address) resolve(address);
      });
    });
  }

  /** Starts a program that says nothing, and waits until it answers at this address. */
  static async startAt(url: string, file: string, args: string[]): Promise<Program> {
    return Program.run(file, args, async (child, resolve) => {
      while (child.exitCode === null) {
        if (await fetch(url).then(() => true, () => false)) return resolve(url);
      }
    });
  }

  private static async run(
    file: string,
    args: string[],
    wait: (child: ChildProcess, resolve: (url: string) => void) => void,
  ): Promise<Program> {
    const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], env: environment() });
    const said: string[] = [];
    child.stderr.setEncoding("utf8").on("data", (text: string) => said.push(text));
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => keepWritten(String(text)));
    const url = await new Promise<string>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${file} ${args.join(" ")}: ${why}\n${said.join("")}`));
      const timer = setTimeout(() => fail("said nothing about where it listens"), PATIENCE);
      child.once("error", (error) => fail(error.message));
      child.once("exit", (code) => fail(`ended with ${code}`));
      wait(child, (address) => {
        clearTimeout(timer);
        resolve(address);
      });
    });
    return new Program(url, child, said);
  }

  /** What it wrote to its log so far. */
  get log(): string {
    return this.said.join("");
  }

  /** Asks it to stop, and waits until it has. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const ended = once(this.process, "exit");
    this.process.kill("SIGINT");
    const impatience = setTimeout(() => this.process.kill("SIGKILL"), PATIENCE);
    await ended;
    clearTimeout(impatience);
  }
}

/** Our own environment without settings of a relay, which a test says all by itself, and with all that can be logged. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("RECALL_"));
  return { ...Object.fromEntries(inherited), RUST_LOG: "trace" };
}
