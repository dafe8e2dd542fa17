import { CloseCode } from "../shared/wire.ts";
import type { LiveSocket } from "./connection.ts";

interface Waiting {
  readonly answer: (text: string) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * A connection's socket for a browser that gets no WebSocket: frames are kept until the browser has asked for them
 * and said that it has them, so that a lost answer loses nothing.
 */
export class PollSocket implements LiveSocket {
  readonly #closing: (() => void)[] = [];
  /** Frames that the browser may not have yet. */
  #frames: string[] = [];
  #characters = 0;
  /** How many frames the browser is known to have. */
  #taken = 0;
  #waiting: Waiting | undefined;
  #closeCode: number | undefined;

  get bufferedAmount(): number {
    return this.#characters;
  }

  /** Why the connection is closed; undefined while it is open. */
  get closeCode(): number | undefined {
    return this.#closeCode;
  }

  send(text: string): void {
    if (this.#closeCode !== undefined) return;
    this.#frames.push(text);
    this.#characters += text.length;
    // What else is said at this moment goes along.
    if (this.#frames.length === 1) setImmediate(() => this.#answer());
  }

  close(code: number): void {
    if (this.#closeCode !== undefined) return;
    this.#closeCode = code;
    this.#answer();
    // Nobody reads what was too slow to be read.
    if (code === CloseCode.Slow) this.#drop(this.#frames.length);
    for (const listener of this.#closing) listener();
  }

  onClose(listener: () => void): void {
    this.#closing.push(listener);
  }

  /**
   * The frames after the first `taken`, which the browser has. Without any it takes up to `wait` milliseconds; another
   * poll meanwhile ends this one, because the browser must have given it up.
   */
  poll(taken: number, wait: number): Promise<string> {
    this.#drop(taken - this.#taken);
    this.#answer();
    const isReady = this.#frames.length > 0 || this.#closeCode !== undefined;
    if (isReady || wait === 0) return Promise.resolve(this.#batch());
    return new Promise((answer) => {
      this.#waiting = { answer, timer: setTimeout(() => this.#answer(), wait) };
    });
  }

  /** An old poll that comes late knows less than a newer one said. */
  #drop(count: number): void {
    if (count <= 0) return;
    const dropped = this.#frames.splice(0, count);
    this.#taken += dropped.length;
    for (const { length } of dropped) this.#characters -= length;
  }

  #answer(): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    this.#waiting = undefined;
    clearTimeout(waiting.timer);
    waiting.answer(this.#batch());
  }

  #batch(): string {
    const code = this.#closeCode === undefined ? [] : [this.#closeCode];
    return [JSON.stringify([this.#taken, ...code]), ...this.#frames].join("\n");
  }
}
