import { LiveloomError } from "../../errors.ts";
import type { Mail, MailTransport } from "./mail.ts";

/** Most jobs that wait; more are dropped, and reported. */
const waitingMost = 1_000;

/** How many are worked on at once. */
const runningMost = 2;

/** How long to wait before each further try to send a mail, in milliseconds. */
const retryDelays: readonly number[] = [1_000, 10_000, 60_000];

/** How long closing waits for what is under way, in milliseconds. */
const closingTime = 5_000;

/** Finds out what to send, after the request that asks for it was answered. */
export type Compose = () => readonly Mail[] | Promise<readonly Mail[]>;

interface MailQueueOptions {
  readonly transport: MailTransport;
  /** Logs an error. */
  report(error: unknown): void;
}

/**
 * Sends mails beside the requests that ask for them, so that no answer waits for a mail server, or tells by its time
 * whether anything was sent. What could not be sent after four tries is reported and lost, and so is what still waits
 * for another try when the process ends.
 */
export class MailQueue {
  readonly #options: MailQueueOptions;
  readonly #waiting: (() => Promise<void>)[] = [];
  readonly #retries = new Set<NodeJS.Timeout>();
  readonly #idleListeners: (() => void)[] = [];
  #running = 0;
  #isClosed = false;

  constructor(options: MailQueueOptions) {
    this.#options = options;
  }

  /** Adds a job; returns at once, and never throws. */
  add(compose: Compose): void {
    this.#push(async () => {
      for (const mail of await compose()) this.#push(() => this.#send(mail, 0));
    });
  }

  /** Resolves when nothing waits and nothing is under way, but for mails that will be tried again. */
  async settled(): Promise<void> {
    if (this.#running > 0) await new Promise<void>((resolve) => this.#idleListeners.push(resolve));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const retry of this.#retries) clearTimeout(retry);
    if (this.#retries.size > 0) this.#lose(`the app was closed while ${this.#retries.size} were tried again`);
    this.#retries.clear();
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, closingTime);
    });
    await Promise.race([this.settled(), timeout]);
    clearTimeout(timer);
  }

  #push(job: () => Promise<void>): void {
    if (this.#waiting.length >= waitingMost) return this.#lose(`${waitingMost} wait already`);
    this.#waiting.push(job);
    if (this.#running < runningMost) void this.#work();
  }

  async #work(): Promise<void> {
    this.#running++;
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
      await job().catch((error: unknown) => this.#options.report(error));
    }
    this.#running--;
    if (this.#running === 0) for (const listener of this.#idleListeners.splice(0)) listener();
  }

  async #send(mail: Mail, retries: number): Promise<void> {
    try {
      await this.#options.transport.send(mail);
    } catch (error) {
      const delay = retryDelays[retries];
      if (delay === undefined || this.#isClosed) return this.#lose(String(error));
      const retry = setTimeout(() => {
        this.#retries.delete(retry);
        this.#push(() => this.#send(mail, retries + 1));
      }, delay).unref();
      this.#retries.add(retry);
    }
  }

  #lose(reason: string): void {
    this.#options.report(new LiveloomError("LV-MAIL-LOST", { reason }));
  }
}
