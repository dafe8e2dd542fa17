import { nearest } from "../elements.ts";

/** What is pressed to do something. */
const pressable = "a, button, summary, label, [live-click], [live-call]";

/**
 * In milliseconds: the longest time for which a press holds things back, and how long after it a click may still
 * come (fingers' clicks do).
 */
const time = { longest: 500, click: 50 } as const;

/**
 * Keeps the page still while something is being pressed. Leaving a field for a button may bring an error message, and
 * what has moved away from under the pointer between pressing and letting go is not clicked.
 */
export class Press {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: (() => void)[] = [];

  constructor() {
    const release = () => this.#release();
    addEventListener("pointerdown", ({ target }) => this.#begin(target), true);
    for (const type of ["pointerup", "pointercancel"])
      addEventListener(type, () => void (this.#timer && setTimeout(release, time.click)), true);
    addEventListener("click", release);
  }

  /** Does it now, or once nothing is pressed. */
  run(work: () => void): void {
    if (this.#timer === undefined) work();
    else this.#waiting.push(work);
  }

  /** Until nothing is pressed; undefined when that is so. */
  get end(): Promise<void> | undefined {
    return this.#timer === undefined ? undefined : new Promise((resolve) => this.#waiting.push(resolve));
  }

  #begin(target: EventTarget | null): void {
    if (target instanceof Element && nearest(target, pressable))
      this.#timer ??= setTimeout(() => this.#release(), time.longest);
  }

  #release(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const work of waiting) work();
  }
}
