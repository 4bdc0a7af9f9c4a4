// Measures the pages, a line of JSON for each figure: `{"who", "what", "round", "value"}`, milliseconds or bytes. Called by
// `cargo xtask bench panel`, with what it needs to know as JSON.
import { fork } from "node:child_process";
import { once } from "node:events";

import { chromium } from "playwright-core";

import { CONTESTANTS, refresh, search, status } from "./contestants.mjs";
import { Measured } from "./measured.mjs";
import { offer, tasks } from "./tasks.mjs";

const { relay, vendor, folders, browser: executablePath, rounds } = JSON.parse(process.argv[2]);

/** A usual connection over the air: bits a second, and milliseconds. */
const MOBILE = [10_000_000, 40];
const FLIPS = 3;

const server = fork(new URL("serve.mjs", import.meta.url));
server.send({ relay, folders });
const [origin] = await once(server, "message");

const LONG = tasks(50_000);
const SHORT = LONG.slice(0, 600);
const nameOf = (at) => LONG[at].taskName;
const STATUS = ["Pending", "In progress", "Completed", "Cancelled", "Execution exception"];
const [COMPLETED, FAILED] = [2, 4];

/** Everything about one page, in a browser of its own. */
async function measure(who, report) {
  const contestant = CONTESTANTS[who];
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
  const at = (query) => `${origin}/${who}/${query}`;
  const visit = async (work) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-US" });
    await work(await Measured.page(context, contestant));
    await context.close();
  };
  const step = async (what, measured) => {
    const { wall, script } = await measured;
    report(what, wall);
    report(`${what}, script`, script);
  };
  const firstPage = { first: nameOf(0), rows: 10 };

  await offer(vendor, SHORT);
  await visit(async (page) => {
    report("first rows", await page.open(at("?refresh=0"), firstPage));
    report("bundle", await page.fetched());
  });
  await visit(async (page) => {
    await page.slowDown(...MOBILE);
    report("first rows over the air", await page.open(at("?refresh=0"), firstPage));
  });
  await visit(async (page) => {
    await page.open(at("?size=100&refresh=0"), firstPage);
    for (let flip = 1; flip <= FLIPS; flip += 1) {
      await step("page flip", page.click(contestant.next(page.page), { first: nameOf(flip * 100) }));
    }
  });
  await visit(async (page) => {
    await page.open(at("?size=100&refresh=0"), firstPage);
    const change = (task, at) => (at % 7 === 0 && at < 21 ? { ...task, status: (task.status + 1) % 5 } : task);
    const changed = SHORT.map(change);
    await offer(vendor, changed);
    const refreshed = { first: nameOf(0), status: STATUS[changed[0].status] };
    await step("refresh", page.click(refresh(page.page), refreshed));
    report("memory with 100 rows", await page.memory(browser));
  });

  await offer(vendor, LONG);
  const rowsOf = (...statuses) => LONG.filter(({ status }) => statuses.includes(status));
  await visit(async (page) => {
    const failed = rowsOf(FAILED);
    await page.page.goto(at("?status=4&refresh=0"));
    await contestant.agree(page.page);
    await page.until({ first: failed[0].taskName, total: failed.length });
    report("memory with 50,000 rows", await page.memory(browser));
    const both = rowsOf(FAILED, COMPLETED);
    const filtered = { first: both[0].taskName, total: both.length };
    await step("filter", page.click(status(page.page, STATUS[COMPLETED]), filtered));
    const [smallest] = both.map(({ taskName }) => taskName).sort();
    await step("sort", page.click(contestant.header(page.page), { first: smallest, total: both.length }));
    const box = search(page.page);
    await box.focus();
    await step("key stroke", page.step(() => page.page.keyboard.press("7"), { value: "7" }));
  });
  await browser.close();
}

const everybody = Object.keys(CONTESTANTS);
for (let round = 0; round < rounds; round += 1) {
  // Whoever comes first in one round comes last in the next, so that what else the machine does hits all alike.
  const order = round % 2 === 0 ? everybody : everybody.toReversed();
  for (const who of order) {
    console.error(`round ${round + 1} of ${rounds}: ${who}`);
    await measure(who, (what, value) => console.log(JSON.stringify({ who, what, round, value })));
  }
}
server.disconnect();
