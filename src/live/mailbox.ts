import { LiveloomError } from "../errors.ts";

/** Most tasks waiting in one mailbox; one more is refused. */
export const mailboxLimit = 256;

/** Runs tasks one at a time in the order they came. A task that fails does not stop the next. */
export class Mailbox {
  /** Only while something waits or runs: nearly all mailboxes are empty nearly all the time. */
  #tasks: (() => unknown)[] | undefined;
  readonly #onError: (error: unknown) => void;
  #closed = false;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Runs `task` at once when nothing else runs. @throws LV-BUSY when {@link mailboxLimit} tasks wait. */
  post(task: () => unknown): void {
    if (this.#closed) return;
    if (this.#tasks) {
      if (this.#tasks.length >= mailboxLimit) throw new LiveloomError("LV-BUSY");
      this.#tasks.push(task);
    } else {
      this.#tasks = [task];
      void this.#drain(this.#tasks);
    }
  }

  /** Whether a task runs or waits. */
  get isBusy(): boolean {
    return this.#tasks !== undefined;
  }

  /** Drops what is waiting and takes nothing more. */
  close(): void {
    this.#closed = true;
    if (this.#tasks) this.#tasks.length = 0;
  }

  async #drain(tasks: (() => unknown)[]): Promise<void> {
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      try {
        await task();
      } catch (error) {
        this.#onError(error);
      }
    }
    this.#tasks = undefined;
  }
}
