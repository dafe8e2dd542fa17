import type { PubSub } from "../pubsub/pubsub.ts";

/** The topics that one view listens to. */
export class Subscriptions {
  readonly #pubsub: PubSub;
  /** Only once there is one: most views listen to nothing. */
  #topics: Map<string, () => void> | undefined;

  constructor(pubsub: PubSub) {
    this.#pubsub = pubsub;
  }

  /** Subscribing twice changes nothing. */
  add(topic: string, receive: (message: unknown) => void): void {
    if (this.#topics?.has(topic)) return;
    this.#topics ??= new Map();
    this.#topics.set(topic, this.#pubsub.subscribe(topic, receive));
  }

  close(): void {
    for (const unsubscribe of this.#topics?.values() ?? []) unsubscribe();
    this.#topics = undefined;
  }
}
