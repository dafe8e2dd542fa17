import { LiveloomError } from "../errors.ts";

/** Runs a bounded number of tasks at once, lets a bounded number wait, and turns away the rest. */
export class TaskQueue {
  readonly #most: number;
  readonly #waitingMost: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor({ running, waiting }: { running: number; waiting: number }) {
    this.#most = running;
    this.#waitingMost = waiting;
  }

  /** @throws LV-BUSY when too many tasks wait already. */
  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    if (this.#running >= this.#most) await this.#turn();
    else this.#running++;
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }

  /** Resolves when a finished task hands over its place. */
  #turn(): Promise<void> {
    if (this.#waiting.length >= this.#waitingMost) throw new LiveloomError("LV-BUSY");
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
