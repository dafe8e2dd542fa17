import type { Outbox } from "./outbox.ts";
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

  /**
   * Renders, and sends what changed. Without a connection that waits until there is one again.
   * @param isLocal Whether only components can have changed. Default: false.
   */
  show(sequence?: number, isLocal = false): void {
    const outbox = this.#outbox;
    this.#isStale = outbox === undefined;
    if (!outbox) return;
    const update = this.#instance.rendering.update(isLocal);
    if (update && "isLost" in update) return outbox.remount(this.#context.request.url);
    if (update && "html" in update) outbox.replace(update.html, this.#instance.rendering.updates);
    const patch = update && "patch" in update ? update.patch : undefined;
    if (sequence !== undefined) outbox.answer(sequence, patch);
    else if (patch) outbox.patch(patch);
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
