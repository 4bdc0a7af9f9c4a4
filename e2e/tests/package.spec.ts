// The npm package: packed and installed as a host does it, without a network, it has what it says and works from there.
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

import { test as base, expect } from "../harness/behind";
import { element, rows } from "../harness/element";

const NAME = "@recall-desk/recall-tasks";
const run = promisify(execFile);

/** A host's project with the package in it. It lies below the tests' own packages, so that React's types are found there. */
const test = base.extend<{ project: string }>({
  project: async ({}, use, testInfo) => {
    const project = testInfo.outputPath("project");
    await mkdir(project, { recursive: true });
    await writeFile(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
    const packed = process.env.PACKAGE ?? "../target/recall-tasks";
    const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", project, packed]);
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    await run("npm", ["install", "--offline", "--no-audit", "--no-fund", join(project, filename)], { cwd: project });
    await use(project);
  },
});

test("it has what its manifest names, and nothing that only the relay's page needs", async ({ project }) => {
  const folder = join(project, "node_modules", NAME);
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const { stdout } = await run("npm", ["pack", "--dry-run", "--json", folder]);
  const files = (JSON.parse(stdout) as [{ files: { path: string }[] }])[0].files.map(({ path }) => path);
  const named = files.map((path) => path.replace(/-[0-9a-f]{16}\./, "-*."));
  expect(named.sort()).toEqual([
    ...["LICENSE-APACHE", "LICENSE-MIT", "README.md"],
    ...["recall-desk-*.css", "recall-desk-*.js", "recall-desk_bg-*.wasm"].map((file) => `assets/${file}`),
    ...["trap-*.js"].map((file) => `assets/${file}`),
    ...["package.json", "react.d.ts", "recall-tasks.d.ts", "recall-tasks.js"],
  ]);
  for (const path of [manifest.main, manifest.types, ...Object.values(manifest.exports["."]), manifest.exports["./react"].types]) {
    expect(files, path).toContain(path.replace("./", ""));
  }
  expect(manifest).toMatchObject({ name: NAME, license: "MIT OR Apache-2.0", type: "module" });
});

test("publint finds nothing to mend", async ({ project }) => {
  const { messages, pkg } = await publint({ pkgDir: join(project, "node_modules", NAME), pack: false, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

for (const [module, resolution] of [
  ["nodenext", "nodenext"],
  ["preserve", "bundler"],
] as const) {
  test(`pages compile against it as ${resolution} resolves it`, async ({ project }) => {
    for (const file of ["plain.ts", "react.tsx"]) await cp(join("types", file), join(project, file));
    const options = ["--strict", "--noEmit", "--target", "es2024", "--lib", "es2024,dom", "--jsx", "react-jsx", "--ignoreConfig"];
    const files = [join(project, "plain.ts"), join(project, "react.tsx")];
    const all = [...options, "--module", module, "--moduleResolution", resolution, ...files];
    const said = await run("npx", ["tsc", ...all]).catch((error: { stdout: string }) => error);
    expect(said.stdout).toBe("");
  });
}

test("a page that takes the types alone has nothing else of it in its bundle", async ({ project }) => {
  const source = `import type { RecallTasks } from "${NAME}";
    export const panel = document.querySelector("recall-tasks") as RecallTasks;`;
  await writeFile(join(project, "page.ts"), source);
  const { metafile } = await build({ entryPoints: [join(project, "page.ts")], bundle: true, write: false, metafile: true, format: "esm" });
  expect(Object.keys(metafile.inputs)).toHaveLength(1);
});

test("copied as it is, it works from an address of the host's own", async ({ context, page, portal, project }) => {
  await portal.signIn(context);
  const from = new URL("/static/recalls/", portal.panel).href;
  const folder = join(project, "node_modules", NAME);
  await page.route(`${from}**`, (route) => route.fulfill({ path: join(folder, route.request().url().slice(from.length)) }));
  await page.goto(new URL("/", portal.panel).href);
  await page.evaluate(async (script) => {
    await import(script);
    document.body.innerHTML = '<recall-tasks base="/ops/recall" view="range=30d&size=10"></recall-tasks>';
  }, `${from}recall-tasks.js`);
  await expect(rows(element(page))).toHaveCount(10);
});
