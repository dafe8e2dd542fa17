import { LiveloomError } from "../errors.ts";
import { checkTime } from "../live/background/timers.ts";
import { type Clock, realClock } from "../live/clock.ts";

/** Most timers of `ctx.after` that one page may have. */
export const timerLimit = 100;

/** What a page goes on with later. */
export class PageTimers {
  readonly #clock: Clock;
  readonly #stops = new Set<() => void>();

  constructor(clock: Clock = realClock) {
    this.#clock = clock;
  }

  get isEmpty(): boolean {
    return this.#stops.size === 0;
  }

  /** Returns what calls it off. @throws LV-BUSY, LV-TIMER-TIME */
  start(milliseconds: number, work: () => void): () => void {
    checkTime({ time: milliseconds, isRepeated: false });
    if (this.#stops.size >= timerLimit) throw new LiveloomError("LV-BUSY");
    const tick = () => {
      this.#stops.delete(cancel);
      work();
    };
    const stop = this.#clock.start(tick, { time: milliseconds, isRepeated: false });
    const cancel = () => {
      this.#stops.delete(cancel);
      stop();
    };
    this.#stops.add(cancel);
    return cancel;
  }

  close(): void {
    for (const cancel of [...this.#stops]) cancel();
  }
}
