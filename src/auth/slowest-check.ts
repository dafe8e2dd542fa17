import { setTimeout as sleep } from "node:timers/promises";

/** Nobody waits longer than this, in milliseconds. */
const waitLimit = 3_000;

/** Remembers how long the slowest of some tasks took, so that others can seem to take as long. */
export class SlowestCheck {
  #longest = 0;

  async time<Result>(task: () => Promise<Result>): Promise<Result> {
    const start = performance.now();
    try {
      return await task();
    } finally {
      this.#longest = Math.max(this.#longest, Math.min(performance.now() - start, waitLimit));
    }
  }

  /** Waits for the rest of that time. @param spent in milliseconds */
  async wait(spent: number): Promise<void> {
    if (this.#longest > spent) await sleep(this.#longest - spent);
  }
}
