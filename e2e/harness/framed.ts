// What a parent does with the panel in its frame.
import type { Page } from "@playwright/test";

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
