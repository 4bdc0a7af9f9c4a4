// What programs under test write and answer is kept, for the search for secrets at the end of `cargo xtask test`.
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";

import type { Response } from "@playwright/test";

const FOLDER = "../target/outputs";

/** Keeps what a program wrote. */
export function keepWritten(text: string): void {
  keep("e2e-programs", text);
}

/** Keeps what a browser was answered: of files the head, of the API everything. */
export async function keepAnswer(response: Response): Promise<void> {
  const head = `${response.status()} ${JSON.stringify(response.headers())}\n`;
  // A page that is left takes the bodies of its answers along.
  const body = response.url().includes("/api/") ? await response.text().catch(() => "") : "";
  keep("e2e-answers", `${head}${body}\n`);
}

function keep(name: string, text: string): void {
  mkdirSync(FOLDER, { recursive: true });
  appendFileSync(join(FOLDER, name), text);
}
