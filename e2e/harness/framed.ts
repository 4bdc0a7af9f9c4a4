// The panel in the frame of the example's page, and what the page does with it.
import type { FrameLocator, Locator, Page } from "@playwright/test";

export const frame = (page: Page): FrameLocator => page.frameLocator("iframe");
export const rows = (page: Page): Locator => frame(page).getByRole("table").locator("tbody tr");

/** Sends the framed panel a message by the script of the example's page. */
export async function say(page: Page, type: string, data?: unknown): Promise<void> {
  await page.evaluate(
    async ([type, data]) => {
      const script = document.querySelector<HTMLScriptElement>('script[src$="frame.js"]')!;
      const parent = (await import(script.src)) as { say(type: string, data: unknown): void };
      parent.say(type as string, data);
    },
    [type, data],
  );
}
