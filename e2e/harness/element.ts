// <recall-tasks> in a page, and what it says.
import type { Locator, Page } from "@playwright/test";
import type { RecallTasks, RecallTasksEventMap } from "@recall-desk/recall-tasks";

const EVENTS = ["ready", "viewchange", "data", "taskopen", "authrequired", "error", "destroyed"];

type Listening = Window & { heard: [name: string, detail: unknown][] };

/** Keeps what the panels say from the first moment on, in the pages that are opened from now on. */
export async function listen(page: Page): Promise<void> {
  await page.addInitScript((names) => {
    const heard: Listening["heard"] = [];
    Object.assign(window, { heard });
    for (const name of names) {
      addEventListener(`recall:${name}`, (event) => heard.push([name, (event as CustomEvent).detail]));
    }
  }, EVENTS);
}

/** The details of one kind of event, in the order in which they came. */
export const heard = <Name extends string>(page: Page, name: Name): Promise<Detail<Name>[]> =>
  page.evaluate((name) => (window as never as Listening).heard.filter(([n]) => n === name).map(([, d]) => d as never), name);

type Detail<Name extends string> = `recall:${Name}` extends keyof RecallTasksEventMap
  ? RecallTasksEventMap[`recall:${Name}`]["detail"]
  : never;

export const element = (page: Page): Locator => page.locator("recall-tasks");
export const rows = (place: Locator): Locator => place.getByRole("table").locator("tbody tr");

/** How an element says that it is. */
export const stateOf = (place: Locator): Promise<string> => place.evaluate((e: RecallTasks) => e.state);
