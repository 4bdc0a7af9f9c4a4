// The element's types: they compile as hosts use them, and have the names that the element has, no more and no fewer.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

import { expect, test } from "../harness/test";
import { ATTRIBUTES, EVENTS, EXPORTS, MEMBERS, REPORTS, REQUESTS } from "../types/names";

/** The names that a pattern catches in a source file, each once. */
async function names(file: string, pattern: RegExp): Promise<string[]> {
  const source = await readFile(`../src/embed/${file}`, "utf8");
  return [...new Set([...source.matchAll(pattern)].map((found) => found[1]!))].sort();
}

test("pages with and without a framework compile against them", async () => {
  // What the compiler has to say stands in the error's text.
  const said = await promisify(execFile)("npx", ["tsc", "--project", "types/tsconfig.json"]).catch((error) => error);
  expect(said.stdout).toBe("");
});

test("they name what the element has", async ({ page }) => {
  await page.goto("./");
  const found = await page.evaluate(async () => {
    const module = await import(new URL("recall-tasks.js", location.href).href);
    const { prototype, observedAttributes } = module.RecallTasks;
    const own = Object.getOwnPropertyNames(prototype);
    return {
      exports: Object.keys(module).sort(),
      attributes: [...observedAttributes].sort(),
      // What the browser calls is no host's business.
      members: own.filter((name) => name !== "constructor" && !name.endsWith("Callback")).sort(),
      isOne: document.createElement("recall-tasks") instanceof module.RecallTasks,
    };
  });
  expect(found).toEqual({ exports: EXPORTS, attributes: ATTRIBUTES, members: MEMBERS, isOne: true });
});

test("they name every event and every message", async () => {
  const events = await names("recall-tasks.js", /#tell\("(\w+)"/g);
  expect(events.map((name) => `recall:${name}`).sort()).toEqual(EVENTS);
  expect([...(await names("frame.js", /case "(\w+)":/g)), "init"].sort()).toEqual(REQUESTS);
  const said = await names("frame.js", /#say\((?:kind === "unauthenticated" \? "authrequired" : )?"(\w+)"/g);
  expect([...said, "authrequired", "hello"].sort()).toEqual(REPORTS);
});
