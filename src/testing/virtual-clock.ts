import type { Clock, ClockTimer } from "../live/clock.ts";

interface Alarm extends ClockTimer {
  at: number;
  readonly tick: () => void;
}

/** A clock that stands still until somebody moves it. */
export class VirtualClock implements Clock {
  readonly #alarms = new Set<Alarm>();
  #now = 0;

  start(tick: () => void, { time, isRepeated }: ClockTimer): () => void {
    const alarm = { at: this.#now + time, tick, time: Math.max(1, time), isRepeated };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** Milliseconds until something happens; Infinity when nothing will. */
  get pause(): number {
    return Math.min(...[...this.#alarms].map(({ at }) => at)) - this.#now;
  }

  /** Moves on by so many milliseconds, at most by {@link pause}, and does what is due then. */
  move(milliseconds: number): void {
    this.#now += milliseconds;
    const due = [...this.#alarms].filter(({ at }) => at <= this.#now);
    for (const alarm of due) this.#ring(alarm);
  }

  #ring(alarm: Alarm): void {
    if (!this.#alarms.has(alarm)) return;
    if (alarm.isRepeated) alarm.at += alarm.time;
    else this.#alarms.delete(alarm);
    alarm.tick();
  }
}

/** Moves several clocks together. `settle` is awaited whenever something has happened. */
export async function moveClocks(
  clocks: () => readonly VirtualClock[],
  milliseconds: number,
  settle: () => Promise<void>,
): Promise<void> {
  for (let left = milliseconds; ; ) {
    const step = Math.max(0, Math.min(left, ...clocks().map(({ pause }) => pause)));
    for (const clock of clocks()) clock.move(step);
    await settle();
    left -= step;
    if (left <= 0) return;
  }
}
