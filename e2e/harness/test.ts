// What every test starts from: a relay of its own with a simulated vendor behind it, and a page that must not complain.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { test as base } from "@playwright/test";

import { Desk } from "./desk";
import { keepAnswer } from "./outputs";
import { Program } from "./program";
import { KEY, Vendor, type VendorOptions } from "./vendor";

export { expect } from "@playwright/test";

/** The relay's program. */
export const RELAY = process.env.RELAY_BIN ?? "../target/debug/recall-relay";

interface Options {
  /** What the simulated vendor has to offer. */
  vendorOptions: VendorOptions;
  /** Further settings of the relay. */
  relayArguments: string[];
  /** Complaints of the browser that the test provokes. */
  expectedComplaints: RegExp | undefined;
}

interface Fixtures {
  vendor: Vendor;
  relay: Program;
  desk: Desk;
  complaints: string[];
}

export const test = base.extend<Options & Fixtures>({
  vendorOptions: [{ tasks: 574, seed: 1 }, { option: true }],
  // Most tests change what the vendor has to offer, and want to see it at once.
  relayArguments: [["--cache-seconds", "0"], { option: true }],
  expectedComplaints: [undefined, { option: true }],

  vendor: async ({ vendorOptions }, use) => {
    const folder = await mkdtemp(join(tmpdir(), "recall-desk-"));
    const vendor = await Vendor.start(vendorOptions, join(folder, "secret"));
    await use(vendor);
    await vendor.program.stop();
    await rm(folder, { recursive: true });
  },

  relay: async ({ vendor, relayArguments }, use, testInfo) => {
    const relay = await Program.start(RELAY, [
      ...["--bind", "127.0.0.1:0", "--admin-bind", "off", "--log-format", "text"],
      ...["--vendor-url", vendor.program.url, "--api-key", KEY, "--api-secret-file", vendor.secretFile],
      // Tests leaf through long windows faster than the vendor should be asked.
      ...["--user-rate", "1000", "--total-rate", "1000"],
      ...relayArguments,
    ]);
    await use(relay);
    await relay.stop();
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach("the relay's log", { body: relay.log, contentType: "text/plain" });
    }
  },

  desk: async ({ page }, use) => use(new Desk(page)),

  baseURL: async ({ relay }, use) => use(relay.url),

  // An error in the console, a policy violation among them, or an uncaught one: no test that opens a page lets it pass.
  complaints: [
    async ({ page, expectedComplaints }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      page.on("response", keepAnswer);
      page.on("pageerror", (error) => complaints.push(String(error)));
      await use(complaints);
      const unexpected = complaints.filter((complaint) => !expectedComplaints?.test(complaint));
      base.expect(unexpected, "the browser complained").toEqual([]);
    },
    { auto: true },
  ],
});
