import { LiveloomError } from "../errors.ts";

/** Most tasks waiting in one mailbox; one more is refused. */
export const mailboxLimit = 256;

/** Runs tasks one at a time in the order they came. A task that fails does not stop the next. */
export class Mailbox {
  /** Only while something waits or runs: nearly all mailboxes are empty nearly all the time. */
  #tasks: (() => unknown)[] | undefined;
  readonly #onError: (error: unknown) => void;
  readonly #around: ((task: () => unknown) => unknown) | undefined;
  /** Ends the waiting for a task that has not begun. */
  #abandon: ((error: unknown) => void) | undefined;
  #closed = false;

  /** @param around runs each task. Default: it just runs. */
  constructor(onError: (error: unknown) => void, around?: (task: () => unknown) => unknown) {
    this.#onError = onError;
    this.#around = around;
  }

  /**
   * Runs `task` at once when nothing else runs; one that returns no promise is done when this returns.
   * @throws LV-BUSY when {@link mailboxLimit} tasks wait.
   */
  post(task: () => unknown): void {
    if (this.#closed) return;
    if (this.#tasks) {
      if (this.#tasks.length >= mailboxLimit) throw new LiveloomError("LV-BUSY");
      this.#tasks.push(task);
    } else {
      this.#tasks = [task];
      this.#drain(this.#tasks);
    }
  }

  /**
   * Runs a task in its turn, for one caller at a time who waits for it.
   * @throws whatever the task throws; LV-BUSY when too many wait, or when the mailbox is closed.
   */
  async run(task: () => Promise<void>): Promise<void> {
    if (this.#closed) throw new LiveloomError("LV-BUSY");
    await new Promise<void>((resolve, reject) => {
      this.#abandon = reject;
      this.post(() => {
        this.#abandon = undefined;
        return task().then(resolve, reject);
      });
    });
  }

  /** Whether a task runs or waits. */
  get isBusy(): boolean {
    return this.#tasks !== undefined;
  }

  /** Drops what is waiting and takes nothing more. */
  close(): void {
    this.#closed = true;
    this.#abandon?.(new LiveloomError("LV-BUSY"));
    if (this.#tasks) this.#tasks.length = 0;
  }

  #drain(tasks: (() => unknown)[]): void {
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      try {
        const result = this.#around ? this.#around(task) : task();
        if (result instanceof Promise) return void this.#drainAfter(result, tasks);
      } catch (error) {
        this.#onError(error);
      }
    }
    this.#tasks = undefined;
  }

  async #drainAfter(running: Promise<unknown>, tasks: (() => unknown)[]): Promise<void> {
    try {
      await running;
    } catch (error) {
      this.#onError(error);
    }
    this.#drain(tasks);
  }
}
