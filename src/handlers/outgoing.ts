import { timing, type Update } from "../shared/wire.ts";
import { FrameLog } from "./frame-log.ts";
import { updatesFrame } from "./send-to.ts";
import { encodeUpdates, type PageUpdate } from "./updates.ts";

/** Where a page's frames go. */
export interface PageOutbox {
  send(frame: string): void;
}

/** What is on its way to a page, with or without a connection. */
export class Outgoing {
  readonly #sent: FrameLog;
  #outbox: PageOutbox | undefined;
  /** Updates that wait for the end of the handler, or of what it does at once. */
  #unsent: Update[] = [];
  #flushing: NodeJS.Immediate | undefined;
  /** Whether somebody else sees to it that what waits is sent. */
  #isHeld = false;
  #usedAt = Date.now();
  /** How many answers led to the call that is handled: none when somebody did something. */
  depth = 0;

  /** @param received How many frames the page has had. */
  constructor(received: number) {
    this.#sent = new FrameLog(received);
  }

  get hasConnection(): boolean {
    return this.#outbox !== undefined;
  }

  /** A connection takes the page over; one that had it before loses it. */
  attach(outbox: PageOutbox): void {
    this.#outbox = outbox;
  }

  /** False when another connection has the page. */
  detach(outbox: PageOutbox | undefined = this.#outbox): boolean {
    if (this.#outbox !== outbox) return false;
    this.#outbox = undefined;
    return true;
  }

  isFor(outbox: PageOutbox): boolean {
    return this.#outbox === outbox;
  }

  /** What a page that has had so many frames did not get; undefined when that is not known any more. */
  since(received: number): readonly string[] | undefined {
    return this.#sent.since(received);
  }

  /** The page has missed something for good, and counts from here. */
  restart(received: number): void {
    this.#sent.restart(received);
  }

  /** What was sent is not kept for ever: after a while it has arrived, or the connection is dead. */
  rest(now: number): void {
    if (this.#outbox && now - this.#usedAt > timing.silence) this.#sent.forget();
  }

  /** Sends updates when the handler has ended, or begins to wait for something. @throws what {@link encodeUpdates} does */
  send(updates: readonly PageUpdate[]): void {
    encodeUpdates(updates, this.#unsent);
    if (!this.#isHeld) this.#flushing ??= setImmediate(() => this.flush());
  }

  /** From now on somebody calls {@link flush} or {@link take} in time. */
  hold(): void {
    this.#isHeld = true;
  }

  /** Sends what waits. */
  flush(): void {
    const updates = this.take();
    if (updates.length > 0) this.post(updatesFrame(updates, this.depth));
  }

  /** What waits, for somebody who sends it. */
  take(): Update[] {
    this.#isHeld = false;
    if (this.#flushing) clearImmediate(this.#flushing);
    this.#flushing = undefined;
    const updates = this.#unsent;
    if (updates.length > 0) this.#unsent = [];
    return updates;
  }

  /** Sends something that the page must not miss. */
  post(frame: string): void {
    this.#usedAt = Date.now();
    this.#sent.add(frame);
    this.#outbox?.send(frame);
  }

  /** Sends something that is of no use later. */
  say(frame: readonly unknown[]): void {
    this.#outbox?.send(JSON.stringify(frame));
  }
}
