import { setTimeout as sleep } from "node:timers/promises";
import { LiveloomError } from "../../errors.ts";

/** Where tries wait that were made too quickly; for so many there is room. */
const seats = 1_000;

export class WaitingRoom {
  #waiting = 0;

  /** @param delay in milliseconds @throws LV-BUSY when too many wait already. */
  async wait(delay: number): Promise<void> {
    if (delay <= 0) return;
    if (this.#waiting >= seats) throw new LiveloomError("LV-BUSY");
    this.#waiting++;
    try {
      await sleep(delay);
    } finally {
      this.#waiting--;
    }
  }
}
