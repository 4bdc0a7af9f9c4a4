// The panel as people find their way in it: by the names of its parts.
import type { Locator, Page } from "@playwright/test";

/** The columns in their usual order. */
export const COLUMNS = [
  "Status",
  "Task name",
  "Task ID",
  "Recall type",
  "Progress",
  "Interval",
  "Created",
  "Recall ID",
] as const;

/** The relay's one call, as a pattern of addresses. */
export const QUESTIONS = "**/api/voice/recallFlow/queryPage";

/** A clock that runs can only be stopped at a time that it has yet to reach; in milliseconds. */
const ENOUGH_TO_STOP = 60_000;

export class Desk {
  readonly table: Locator;
  readonly rows: Locator;
  readonly alert: Locator;
  /** The panel's one status region. */
  readonly said: Locator;
  readonly search: Locator;
  readonly range: Locator;
  readonly statuses: Locator;
  readonly types: Locator;
  readonly pages: Locator;
  /** The board: the table or what stands in its place, with its tools. */
  readonly board: Locator;
  readonly tryAgain: Locator;

  constructor(private readonly page: Page) {
    this.table = page.getByRole("table", { name: "Automatic recall tasks" });
    this.rows = this.table.getByRole("row").filter({ has: page.getByRole("cell") });
    this.alert = page.getByRole("alert");
    this.said = page.getByRole("status");
    this.search = page.getByRole("searchbox", { name: "Search by task name or task ID" });
    this.range = page.getByRole("group", { name: "Time range" });
    this.statuses = page.getByRole("group", { name: "Status" });
    this.types = page.getByRole("group", { name: "Recall type" });
    this.pages = page.getByRole("navigation", { name: "Pages" });
    this.board = page.getByRole("region", { name: "Automatic recall tasks" });
    this.tryAgain = this.alert.getByRole("button", { name: "Try again" });
  }

  /** Opens the panel with a query string, given without its question mark. */
  async open(query = ""): Promise<void> {
    await this.page.goto(query ? `./?${query}` : "./");
  }

  /**
   * Stops the clock of the pages that are opened from now on, at a time in milliseconds: it moves only when a test lets time
   * pass, however long the machine takes.
   */
  async stopClock(at = Date.now()): Promise<void> {
    await this.page.clock.install({ time: at - ENOUGH_TO_STOP });
    await this.page.clock.pauseAt(at);
  }

  /** Lets seconds pass, with all that is due in them. */
  async pass(seconds: number): Promise<void> {
    await this.page.clock.runFor(1_000 * seconds);
  }

  /** The cells of a column, from the first row to the last. All columns have to be shown in their usual order. */
  cells(column: (typeof COLUMNS)[number]): Locator {
    return this.rows.locator(`td:nth-child(${COLUMNS.indexOf(column) + 1})`);
  }

  /** The line that says which rows these are, like “1–20 of 574”. */
  rowsLine(text: string | RegExp): Locator {
    return this.board.getByText(text, { exact: true });
  }

  /** A button by its whole name. */
  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** The header of a column. */
  header(column: (typeof COLUMNS)[number]): Locator {
    return this.table.getByRole("columnheader", { name: column, exact: true });
  }

  /** The address's parameters. */
  get parameters(): Record<string, string> {
    return Object.fromEntries(new URL(this.page.url()).searchParams);
  }

  /** How many places Back could lead to, and this one. */
  async historyLength(): Promise<number> {
    return this.page.evaluate(() => history.length);
  }
}
