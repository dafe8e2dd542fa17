export interface ClockTimer {
  /** Milliseconds. */
  readonly time: number;
  readonly isRepeated: boolean;
}

/** Where `every` and `after` get their time from. Tests have one of their own. */
export interface Clock {
  /** Calls `tick` when the time has passed, once or again and again. Returns what stops that. */
  start(tick: () => void, timer: ClockTimer): () => void;
}

/** Node's timers, which do not keep the process running. */
export const realClock: Clock = {
  start(tick, { time, isRepeated }) {
    const timeout = (isRepeated ? setInterval(tick, time) : setTimeout(tick, time)).unref();
    return () => clearTimeout(timeout);
  },
};
