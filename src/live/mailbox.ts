import { LiveloomError } from "../errors.ts";

/** Most tasks waiting in one mailbox; one more is refused. */
export const mailboxLimit = 256;

/** Runs tasks one at a time in the order they came. A task that fails does not stop the next. */
export class Mailbox {
  readonly #tasks: (() => unknown)[] = [];
  readonly #onError: (error: unknown) => void;
  #running = false;
  #closed = false;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Runs `task` at once when nothing else runs. @throws LV-BUSY when {@link mailboxLimit} tasks wait. */
  post(task: () => unknown): void {
    if (this.#closed) return;
    if (this.#tasks.length >= mailboxLimit) throw new LiveloomError("LV-BUSY");
    this.#tasks.push(task);
    if (!this.#running) void this.#drain();
  }

  /** Whether a task runs or waits. */
  get isBusy(): boolean {
    return this.#running || this.#tasks.length > 0;
  }

  /** Drops what is waiting and takes nothing more. */
  close(): void {
    this.#closed = true;
    this.#tasks.length = 0;
  }

  async #drain(): Promise<void> {
    this.#running = true;
    for (let task = this.#tasks.shift(); task; task = this.#tasks.shift()) {
      try {
        await task();
      } catch (error) {
        this.#onError(error);
      }
    }
    this.#running = false;
  }
}
