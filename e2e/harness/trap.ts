// A fault of the panel's own: its memory is overwritten, and the next thing that it does ends its code for good.
import type { Page } from "@playwright/test";

type Open = Window & { panelMemory?: WebAssembly.Memory };

/** Keeps the panel's memory at hand in all documents that are opened from now on. */
export async function keepMemory(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...sources) => {
      const made = await instantiateStreaming(...sources);
      (window as Open).panelMemory = made.instance.exports["memory"] as WebAssembly.Memory;
      return made;
    };
  });
}

/** How much of it the panel has taken, in pages of 64 KiB. */
export const memoryPages = (page: Page): Promise<number> =>
  page.evaluate(() => (window as Open).panelMemory!.buffer.byteLength / 65_536);

/** Lets the panel of a page, or of the frame in it, come to a fault. */
export async function trap(page: Page, inFrame = false): Promise<void> {
  await page.evaluate((inFrame) => {
    const place = (inFrame ? document.querySelector("iframe")!.contentWindow! : window) as Open;
    new Uint8Array(place.panelMemory!.buffer).fill(255);
    // It looks whether there is a network, and is wrecked by that.
    place.dispatchEvent(new Event("offline"));
  }, inFrame);
}

/** The smallest program that ends in the same way, and is none of ours. */
export async function trapElsewhere(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const code = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
    const { f } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(code))).exports;
    setTimeout(f as () => void);
    await new Promise((resolve) => addEventListener("error", resolve, { once: true }));
  });
}

/** What the browser says of either. */
export const TRAPPED = /RuntimeError|unreachable|memory access out of bounds|table index/;
