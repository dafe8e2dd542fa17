import type { PubSub } from "../pubsub/pubsub.ts";

interface Subscription {
  /** Whether it holds a function of the view's instance. */
  readonly isCallback: boolean;
  unsubscribe(): void;
}

/** The topics that one view listens to. */
export class Subscriptions {
  readonly #pubsub: PubSub;
  /** Only once there is one: most views listen to nothing. */
  #topics: Map<string, Subscription> | undefined;

  constructor(pubsub: PubSub) {
    this.#pubsub = pubsub;
  }

  /** Whether a subscription holds a function of the view's instance. */
  get hasCallbacks(): boolean {
    for (const { isCallback } of this.#topics?.values() ?? []) if (isCallback) return true;
    return false;
  }

  has(topic: string): boolean {
    return this.#topics?.has(topic) === true;
  }

  /** Subscribing twice changes nothing, except that a callback takes the place of what was there. */
  add(topic: string, isCallback: boolean, receive: (message: unknown) => void): void {
    if (this.#topics?.has(topic) && !isCallback) return;
    this.remove(topic);
    this.#topics ??= new Map();
    this.#topics.set(topic, { isCallback, unsubscribe: this.#pubsub.subscribe(topic, receive) });
  }

  remove(topic: string): void {
    this.#topics?.get(topic)?.unsubscribe();
    this.#topics?.delete(topic);
  }

  close(): void {
    for (const { unsubscribe } of this.#topics?.values() ?? []) unsubscribe();
    this.#topics = undefined;
  }
}
