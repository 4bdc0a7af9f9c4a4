// The headers by which a host page signs its user in.

const PATIENCE = 10_000;
// The longest wait that a browser's timer can be set to.
const LONGEST = 0x7fffffff;

/** Asks a page's provider for headers, one question at a time. */
export class SignIn {
  /** `async ({reason}) => ({headers, expiresAt}) | null`; `expiresAt` is in milliseconds and may be left out. */
  provider = null;
  #question;
  #expiry;
  #resting = false;

  /** `onExpiry` is called a minute before the headers grow too old. */
  constructor(onExpiry) {
    this.onExpiry = onExpiry;
  }

  /** Names and values in turn, or null if the page gave none within ten seconds. Never fails. */
  ask(reason) {
    this.#resting = false;
    if (!this.provider) return Promise.resolve(null);
    this.#question ??= this.#answer(reason).finally(() => (this.#question = undefined));
    return this.#question;
  }

  /** Asks no more by itself, until it is asked again. */
  rest() {
    this.#resting = true;
    clearTimeout(this.#expiry);
  }

  async #answer(reason) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error("no answer within 10 s")), PATIENCE);
    });
    try {
      const given = await Promise.race([this.provider({ reason }), late]);
      if (!given?.headers) return null;
      // What can't be the headers of a request is an error here.
      const headers = [...new Headers(given.headers)].flat();
      clearTimeout(this.#expiry);
      // What is no number is as if it were left out.
      const wait = (given.expiresAt || NaN) - Date.now() - 60_000;
      if (wait < Infinity && !this.#resting) {
        // However soon they expire: not more often than every ten seconds.
        this.#expiry = setTimeout(() => this.onExpiry(), Math.min(Math.max(wait, PATIENCE), LONGEST));
      }
      return headers;
    } catch (error) {
      console.warn(`<recall-tasks>: authProvider failed: ${error?.message ?? error}`);
      return null;
    } finally {
      clearTimeout(timer);
    }
  }
}
