import { LiveloomError } from "../../errors.ts";
import type { Attempt } from "../attempt.ts";
import { type ClockTimer, realClock } from "../clock.ts";
import type { BackgroundHost } from "./background-host.ts";

/** Limits of a view's timers; times in milliseconds. */
export const timerLimits = {
  /** Most timers of one view that run at once. */
  count: 64,
  /** Shortest time between two ticks: a screen does not show more. */
  shortestInterval: 16,
  /** Longest time that Node's timers know; they would take anything longer for no time at all. */
  longest: 2_147_483_647,
} as const;

interface TimerOptions extends ClockTimer {
  work(): unknown;
}

/** The timers of one view. They wait until a browser shows it for the first time. */
export class Timers {
  readonly #host: BackgroundHost;
  readonly #timers = new Set<Timer>();
  #isRunning: boolean;
  #isClosed = false;

  constructor(host: BackgroundHost, isRunning: boolean) {
    this.#host = host;
    this.#isRunning = isRunning;
  }

  get count(): number {
    return this.#timers.size;
  }

  /** Returns what stops it. @throws LV-TIMER-TIME, LV-BACKGROUND-LIMIT */
  add(options: TimerOptions): () => void {
    checkTime(options);
    if (this.count >= timerLimits.count)
      throw new LiveloomError("LV-BACKGROUND-LIMIT", { limit: timerLimits.count, what: "timers" });
    const timer = new Timer(this.#host, options, () => this.#timers.delete(timer));
    this.#timers.add(timer);
    if (this.#isClosed) timer.stop();
    else if (this.#isRunning) timer.start();
    return () => timer.stop();
  }

  begin(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (const timer of this.#timers) timer.start();
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) timer.stop();
  }
}

/** A tick that comes while the last one still waits or runs is left out. */
class Timer {
  readonly #host: BackgroundHost;
  readonly #options: TimerOptions;
  readonly #onStop: () => void;
  #stop: (() => void) | undefined;
  #isTicking = false;
  #isStopped = false;

  constructor(host: BackgroundHost, options: TimerOptions, onStop: () => void) {
    this.#host = host;
    this.#options = options;
    this.#onStop = onStop;
  }

  /** Node keeps timers of the same length together: thousands of pages with one each are cheap. */
  start(): void {
    const { clock = realClock } = this.#host;
    this.#stop = clock.start(() => this.#tick(), this.#options);
  }

  stop(): void {
    this.#isStopped = true;
    this.#stop?.();
    this.#onStop();
  }

  #tick(): void {
    if (this.#isTicking) return;
    this.#isTicking = true;
    try {
      this.#host.inform(
        () => this.#run(),
        (attempt) => this.#finish(attempt),
      );
    } catch {
      this.#isTicking = false;
      if (!this.#options.isRepeated) this.start();
    }
  }

  #run(): unknown {
    if (this.#isStopped) return undefined;
    if (!this.#options.isRepeated) this.stop();
    return this.#options.work();
  }

  #finish(attempt: Attempt | undefined): Promise<void> | undefined {
    this.#isTicking = false;
    return this.#host.show(attempt);
  }
}

/** @throws LV-TIMER-TIME for a time that timers cannot wait */
export function checkTime({ time, isRepeated }: Pick<TimerOptions, "time" | "isRepeated">): void {
  const { shortestInterval, longest } = timerLimits;
  const shortest = isRepeated ? shortestInterval : 0;
  if (time >= shortest && time <= longest) return;
  const member = isRepeated ? "every" : "after";
  throw new LiveloomError("LV-TIMER-TIME", { member, shortest, longest, got: time });
}
