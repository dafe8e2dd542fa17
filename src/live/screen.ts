import type { Outbox } from "./outbox.ts";
import { Pushes } from "./pushes.ts";
import type { ViewContext } from "./view-context.ts";
import type { ViewInstance } from "./view-instance.ts";

/**
 * A view in somebody's browser: the connection that shows it (none between the page's request and its socket, or
 * while a lost connection may come back), and what it was sent.
 */
export class Screen {
  readonly #instance: ViewInstance;
  readonly #context: ViewContext;
  #outbox: Outbox | undefined;
  /** Whether something changed while no connection showed the view. */
  #isStale = false;
  /** What the page's scripts have yet to be told. */
  #pushes: Pushes | undefined;

  constructor(instance: ViewInstance, context: ViewContext) {
    this.#instance = instance;
    this.#context = context;
  }

  get isAttached(): boolean {
    return this.#outbox !== undefined;
  }

  /** Whether the browser shows the view as it was last rendered. */
  get isUpToDate(): boolean {
    return !this.#isStale && this.#instance.rendering.isShown;
  }

  /** Takes the connection's place that had the view before. {@link show} sends the whole view when it is needed. */
  attach(outbox: Outbox, applied: number): void {
    this.#outbox = outbox;
    if (!this.#instance.rendering.isShownAfter(applied)) this.#instance.rendering.forget();
  }

  /** False when another connection has taken the view over meanwhile. */
  detach(outbox: Outbox): boolean {
    if (this.#outbox !== outbox) return false;
    this.#outbox = undefined;
    return true;
  }

  isShownBy(outbox: Outbox): boolean {
    return this.#outbox === outbox;
  }

  /** Tells the page's scripts something, after what is rendered next. */
  push(name: string, payload: unknown): void {
    this.#pushes ??= new Pushes();
    this.#pushes.add(name, payload);
  }

  /** Forgets what the scripts were to be told by something that failed. */
  dropPushes(): void {
    this.#pushes?.drop();
  }

  /** Sends what waited for a connection, or for the page to be up to date. */
  flushPushes(): void {
    if (this.#outbox) this.#pushes?.flush(this.#outbox);
  }

  /**
   * Renders, and sends what changed. Without a connection that waits until there is one again.
   * @param reply for whoever waits for what the event with this number returned.
   */
  show(sequence?: number, reply?: unknown): void {
    const outbox = this.#outbox;
    this.#isStale = outbox === undefined;
    if (!outbox) return this.#pushes?.settle();
    const update = this.#instance.rendering.update();
    if (update && "isLost" in update) return outbox.remount(this.#context.request.url);
    if (update && "html" in update) outbox.replace(update.html, this.#instance.rendering.updates);
    const patch = update && "patch" in update ? update.patch : undefined;
    if (sequence !== undefined) outbox.answer(sequence, patch, reply);
    else if (patch) outbox.patch(patch);
    this.#pushes?.flush(outbox);
  }

  /** The event with this number was handled before. */
  answer(sequence: number): void {
    this.#outbox?.answer(sequence, undefined);
  }

  refuse(sequence: number, error: unknown): void {
    this.#outbox?.refuse(sequence, error);
  }

  redirect(to: string): void {
    this.#outbox?.redirect(to);
  }

  end(): void {
    this.#outbox?.end();
  }
}
