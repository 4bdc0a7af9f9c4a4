// Answers that are held back until a test lets them go.
import type { Page } from "@playwright/test";

import { QUESTIONS } from "./desk";
import type { PageRequest } from "./vendor";

/** The relay's answers to the questions that match, held back on their way to the page. */
export class Held {
  /** Comes true when the first of them is at hand. */
  readonly arrived: Promise<void>;
  private readonly released: Promise<void>;
  private arrive!: () => void;
  private letGo!: () => void;
  private readonly onTheirWay: Promise<void>[] = [];

  private constructor() {
    this.arrived = new Promise((resolve) => (this.arrive = resolve));
    this.released = new Promise((resolve) => (this.letGo = resolve));
  }

  /** Holds answers back from now on. */
  static async back(page: Page, matches: (question: PageRequest) => boolean = () => true): Promise<Held> {
    const held = new Held();
    await page.route(QUESTIONS, async (route) => {
      if (!matches(route.request().postDataJSON())) return route.fallback();
      const response = await route.fetch();
      held.arrive();
      // The page may have called its question off in the meantime, and then there is nobody to answer.
      const handedOver = held.released.then(() => route.fulfill({ response })).catch(() => undefined);
      held.onTheirWay.push(handedOver);
      await handedOver;
    });
    return held;
  }

  /** Lets them go, and waits until those at hand are with the browser. */
  async release(): Promise<void> {
    this.letGo();
    await Promise.all(this.onTheirWay);
  }
}
