import type { ViewMessages } from "./navigation/view-messages.ts";
import type { Outbox, PageChange } from "./outbox.ts";
import type { RenderedPart } from "./rendering.ts";
import type { ViewContext } from "./view-context.ts";
import type { ViewInstance } from "./view-instance.ts";
import type { ViewRequest } from "./view-request.ts";

/** Why a view is shown. */
export interface Showing extends RenderedPart {
  /** The event that is answered. */
  readonly sequence?: number | undefined;
  /** The visit that is answered. */
  readonly visit?: number | undefined;
  /** What the event's handler returned, for whoever waits for it. */
  readonly reply?: unknown;
}

const byItself: Showing = {};

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
  /** What the browser has around the view, as far as the server knows. */
  #request: ViewRequest | undefined;
  #title = "";
  #description = "";

  constructor(instance: ViewInstance, context: ViewContext) {
    this.#instance = instance;
    this.#context = context;
    this.#request = context.request;
  }

  /** The browser has got the page's title. */
  titled(): void {
    const { title, metaDescription } = this.#instance.view;
    this.#title = title;
    this.#description = metaDescription;
  }

  get isAttached(): boolean {
    return this.#outbox !== undefined;
  }

  /** Whether the browser shows the view as it was last rendered. */
  get isUpToDate(): boolean {
    const isSaid = !this.#context.messages?.hasNews;
    return !this.#isStale && this.#instance.rendering.isShown && this.#isSettled && isSaid;
  }

  /** Takes the connection's place that had the view before. {@link show} sends the whole view when it is needed. */
  attach(outbox: Outbox, applied: number): void {
    this.#outbox = outbox;
    const { rendering } = this.#instance;
    if (rendering.isShownAfter(applied)) return rendering.connected();
    // What was lost may have been another address.
    if (applied >= 0) this.#request = undefined;
    rendering.forget();
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

  /** Renders, and sends what changed. Without a connection that waits until there is one again. */
  show({ sequence, visit, reply, ...part }: Showing = byItself): void {
    const outbox = this.#outbox;
    this.#isStale = outbox === undefined;
    if (!outbox) return this.#context.pushes?.settle();
    // What is left is not rendered any more: its data may be gone.
    const isGoing = this.#context.navigation?.isGoing ?? false;
    this.#isStale = isGoing;
    const update = isGoing ? undefined : this.#instance.rendering.update(part);
    const page = this.#isSettled && visit === undefined ? undefined : this.#pageChange(visit);
    if (update && "isLost" in update) return this.#remount(outbox, page);
    if (update && "html" in update) outbox.replace(update.html, this.#instance.rendering.updates);
    const patch = update && "patch" in update ? update.patch : undefined;
    if (page) outbox.page(page, visit === undefined ? undefined : patch);
    if (sequence !== undefined) outbox.answer(sequence, patch, reply);
    else if (patch && visit === undefined) outbox.patch(patch);
    const { navigation, messages, pushes } = this.#context;
    pushes?.flush(outbox);
    if (navigation ?? messages) this.#goOn(outbox);
  }

  #goOn(outbox: Outbox): void {
    const { navigation, messages } = this.#context;
    const destination = navigation?.leave();
    if (destination) outbox.go(destination.url, destination.replace);
    if (messages && !navigation?.isLeaving) this.#say(messages);
  }

  /** Where the view wanted to go it cannot go: its page shows what it had left to say. */
  stay(): void {
    const { navigation, messages } = this.#context;
    if (navigation) navigation.isLeaving = false;
    if (messages) this.#say(messages);
  }

  #say(messages: ViewMessages): void {
    const { isCleared } = messages.state;
    const unseen = messages.settle();
    if (isCleared || unseen.length > 0) this.#outbox?.messages(unseen);
  }

  #remount(outbox: Outbox, page: PageChange | undefined): void {
    if (page) outbox.page(page);
    outbox.remount(this.#context.request.url);
  }

  /** Whether the browser has the address and the title: nearly always. */
  get #isSettled(): boolean {
    const { view } = this.#instance;
    const isTitled = view.title === this.#title && view.metaDescription === this.#description;
    return isTitled && this.#context.request === this.#request;
  }

  #pageChange(visit: number | undefined): PageChange {
    const { request, navigation } = this.#context;
    const { title, metaDescription: description } = this.#instance.view;
    const isMoved = request !== this.#request || visit !== undefined;
    const isNew = isMoved && navigation?.isReplacing === false;
    this.#request = request;
    this.titled();
    if (navigation) navigation.isReplacing = true;
    return { visit: visit ?? (isNew ? 0 : -1), url: isMoved ? request.url : "", title, description };
  }

  /** Sends what the page's scripts have yet to be told. */
  tellScripts(): void {
    if (this.#outbox) this.#context.pushes?.flush(this.#outbox);
  }

  /** The event with this number was handled before. */
  answer(sequence: number): void {
    this.#outbox?.answer(sequence, undefined);
  }

  refuse(sequence: number, error: unknown, about: string): void {
    this.#outbox?.refuse(sequence, error, about);
  }

  explain(error: unknown, about: string): void {
    this.#outbox?.explain(error, about);
  }

  redirect(to: string): void {
    this.#outbox?.redirect(to);
  }

  end(): void {
    this.#outbox?.end();
  }
}
