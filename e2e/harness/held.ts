// Answers that are held back until a test lets them go.
import type { Page } from "@playwright/test";

import { QUESTIONS } from "./desk";
import type { PageRequest } from "./vendor";

/** The relay's answers to the questions that match, held back on their way to the page. */
export class Held {
  /** Lets them go. */
  release!: () => void;
  /** Comes true when the first of them is at hand. */
  readonly arrived: Promise<void>;
  private readonly released = new Promise<void>((resolve) => (this.release = resolve));
  private arrive!: () => void;

  private constructor() {
    this.arrived = new Promise((resolve) => (this.arrive = resolve));
  }

  /** Holds answers back from now on. */
  static async back(page: Page, matches: (question: PageRequest) => boolean = () => true): Promise<Held> {
    const held = new Held();
    await page.route(QUESTIONS, async (route) => {
      if (!matches(route.request().postDataJSON())) return route.fallback();
      const response = await route.fetch();
      held.arrive();
      await held.released;
      // The page may have called its question off in the meantime, and then there is nobody to answer.
      await route.fulfill({ response }).catch(() => undefined);
    });
    return held;
  }
}
