import { LiveloomError } from "../errors.ts";

/** What a handler may know about its own run. */
export interface Run {
  /** Aborts when the handler took too long, or the page is gone. Give it to `fetch` and its like. */
  readonly signal: AbortSignal;
}

/** A run that can be called off. Its signal is made when somebody asks for it. */
export class Abortable implements Run {
  #controller: AbortController | undefined;
  #reason: unknown;

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#reason) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  get isAborted(): boolean {
    return this.#reason !== undefined;
  }

  /** Whether this is what calling it off made the work throw. */
  isReason(error: unknown): boolean {
    return error === this.#reason || (error instanceof Error && error.name === "AbortError");
  }

  abort(reason: Error): void {
    this.#reason ??= reason;
    this.#controller?.abort(this.#reason);
  }
}

/** The longest wait that timers know, in milliseconds; what is to take longer has no deadline. */
const longestTimer = 2_147_483_647;

export interface Deadline {
  /** Milliseconds. */
  readonly limit: number;
  /** What is waited for, in messages: `the event "save"`. */
  readonly what: string;
  /** Told what the work threw after it had been given up. */
  readonly report: (error: unknown, about: string) => unknown;
}

/** Waits for work, but not for ever. @throws LV-TIMEOUT, and whatever the work throws */
export function withDeadline<Result>(
  work: PromiseLike<Result>,
  run: Abortable,
  { limit, what, report }: Deadline,
): Promise<Result> {
  if (!(limit <= longestTimer)) return Promise.resolve(work);
  return new Promise((resolve, reject) => {
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      const error = new LiveloomError("LV-TIMEOUT", { what, limit });
      run.abort(error);
      reject(error);
    }, limit);
    work.then(
      (result) => {
        clearTimeout(timer);
        resolve(result);
      },
      (error: unknown) => {
        clearTimeout(timer);
        if (!isOver) reject(error);
        else if (!run.isReason(error)) report(error, `${what}, after it had been given up`);
      },
    );
  });
}

/** Whether something is a promise of any kind. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return value instanceof Promise || (typeof value === "object" && value !== null && "then" in value);
}
