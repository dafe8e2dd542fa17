import type { BackgroundHost } from "./background-host.ts";

/** What background work changes is shown at most this often, in milliseconds. */
export const showInterval = 40;

/** How long a turn waits when too much else does, in milliseconds. */
const busyPause = 50;

/**
 * The turns that background work takes in its view. What changes in them is shown at once when nothing was for a while,
 * and together with what follows when much happens.
 */
export class Turns {
  readonly #host: BackgroundHost;
  /** Those that wait, and the timer of those that have to ask again. */
  readonly #waiting = new Map<() => void, NodeJS.Timeout | undefined>();
  #shownAt = Number.NEGATIVE_INFINITY;
  #due: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(host: BackgroundHost) {
    this.#host = host;
  }

  /** Whether something changed and will be shown soon. */
  get isDue(): boolean {
    return this.#due !== undefined;
  }

  /** Settles when the work is done, as it did; or when the view is gone and nothing happened. */
  async take(work: () => unknown): Promise<void> {
    if (this.#isClosed) return;
    let failure: { readonly error: unknown } | undefined;
    const attempt = async () => {
      try {
        await work();
      } catch (error) {
        failure = { error };
      }
    };
    await new Promise<void>((resolve) => this.#post(attempt, resolve));
    if (failure) throw failure.error;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#due);
    this.#due = undefined;
    for (const [resolve, timer] of this.#waiting) {
      clearTimeout(timer);
      resolve();
    }
    this.#waiting.clear();
  }

  #post(work: () => unknown, resolve: () => void): void {
    this.#waiting.set(resolve, undefined);
    try {
      this.#host.inform(work, () => {
        this.#waiting.delete(resolve);
        resolve();
        this.#showSoon();
        return undefined;
      });
    } catch {
      this.#waiting.set(resolve, setTimeout(() => this.#post(work, resolve), busyPause).unref());
    }
  }

  #showSoon(): void {
    if (this.#due || this.#isClosed) return;
    const pause = this.#shownAt + showInterval - performance.now();
    if (pause <= 0) this.#show();
    else this.#due = setTimeout(() => this.#showInTurn(), pause).unref();
  }

  #show(): void {
    this.#shownAt = performance.now();
    this.#host.show();
  }

  #showInTurn(): void {
    this.#due = undefined;
    try {
      this.#host.inform(nothing, () => {
        this.#show();
        return undefined;
      });
    } catch {
      // So much is waiting that what comes of it will be shown anyway.
    }
  }
}

function nothing(): void {}
