import type { Listener } from "./pubsub.ts";

// An object of its own per subscription: a function may be subscribed twice and unsubscribed once.
interface Subscription {
  readonly listener: Listener;
}

/** The listeners of one process, by topic; the local half of every PubSub. */
export class TopicListeners {
  readonly #topics = new Map<string, Set<Subscription>>();
  readonly #any = new Set<(topic: string) => void>();
  readonly #onError: (error: unknown) => void;

  /** `onError` gets what listeners throw; it must not throw itself. */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** How many topics have a listener. */
  get topicCount(): number {
    return this.#topics.size;
  }

  /** Adds a listener; the returned function takes it away again. */
  add(topic: string, listener: Listener): () => void {
    const subscription: Subscription = { listener };
    const subscriptions = this.#topics.get(topic);
    if (subscriptions) subscriptions.add(subscription);
    else this.#topics.set(topic, new Set([subscription]));
    return () => this.#remove(topic, subscription);
  }

  /** Calls it with the topic of all that is delivered, before its listeners; until the returned function is called. */
  addToAny(listener: (topic: string) => void): () => void {
    this.#any.add(listener);
    return () => void this.#any.delete(listener);
  }

  /** Calls, in the order they were added, the listeners of this moment; not those removed on the way. */
  deliver(topic: string, message: unknown): void {
    for (const listener of this.#any) this.#call(() => listener(topic), message, topic);
    const subscriptions = this.#topics.get(topic);
    if (!subscriptions) return;
    // A copy, because a Set also visits what is added to it during the loop.
    for (const subscription of [...subscriptions]) {
      if (subscriptions.has(subscription)) this.#call(subscription.listener, message, topic);
    }
  }

  /** Forgets every listener, also those a running `deliver` has not reached yet. */
  clear(): void {
    for (const subscriptions of this.#topics.values()) subscriptions.clear();
    this.#topics.clear();
    this.#any.clear();
  }

  #remove(topic: string, subscription: Subscription): void {
    const subscriptions = this.#topics.get(topic);
    if (subscriptions?.delete(subscription) && subscriptions.size === 0) this.#topics.delete(topic);
  }

  #call(listener: Listener, message: unknown, topic: string): void {
    try {
      listener(message, topic);
    } catch (error) {
      this.#onError(error);
    }
  }
}
