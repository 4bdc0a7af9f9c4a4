// A parent of the tests' own: it frames the panel, answers as it is told, and keeps what it hears.
import type { Locator, Page } from "@playwright/test";
import type { FrameReports } from "@recall-desk/recall-tasks";

export interface Heard {
  recall: 1;
  id: number;
  type: keyof FrameReports;
  re?: number;
  data: unknown;
}

export interface ParentPage extends Window {
  port?: MessagePort;
  heard: Heard[];
  hellos: unknown[];
  say(message: unknown): void;
  answer?: (event: MessageEvent) => void;
}

/** The parent's window, by its name in the page. */
declare const parentPage: ParentPage;

/** Puts the panel's frame at this address into a page, which answers its `hello` with this `init`, or not at all. */
export async function put(page: Page, src: string, init: unknown): Promise<void> {
  await page.evaluate(
    ([src, init]) => {
      const me = window as never as ParentPage;
      Object.assign(me, { heard: [], hellos: [], parentPage: me, say: (message: unknown) => me.port?.postMessage(message) });
      const frame = document.createElement("iframe");
      Object.assign(frame, { title: "Recalls", width: "1000", height: "700" });
      me.answer = ({ source, origin }) => {
        const { port1, port2 } = new MessageChannel();
        me.port = port1;
        port1.onmessage = ({ data }) => me.heard.push(data);
        (source as Window).postMessage({ recall: 1, id: 1, type: "init", data: init }, { targetOrigin: origin, transfer: [port2] });
      };
      addEventListener("message", (event) => {
        if (event.source !== frame.contentWindow) return;
        me.hellos.push(event.data);
        if (init !== undefined) me.answer!(event);
      });
      frame.src = src;
      document.body.append(frame);
    },
    [src, init] as const,
  );
}

/** The rows in the page's first frame. */
export const rows = (page: Page): Locator => page.frameLocator("iframe").first().getByRole("table").locator("tbody tr");

/** Says something over the port. */
export const say = (page: Page, type: string, data?: unknown, id = Math.random()): Promise<void> =>
  page.evaluate(([type, data, id]) => parentPage.say({ recall: 1, id, type, data }), [type, data, id] as const);

/** What was heard of one kind, in the order in which it came. */
export const heard = (page: Page, type: keyof FrameReports): Promise<Heard[]> =>
  page.evaluate((type) => parentPage.heard.filter((message) => message.type === type), type);

/** What came by the window, before there was a port. */
export const hellos = (page: Page): Promise<unknown[]> => page.evaluate(() => parentPage.hellos);
