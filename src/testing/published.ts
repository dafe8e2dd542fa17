import type { PubSub } from "../pubsub/pubsub.ts";

/** A message that somebody published. */
export interface Published {
  readonly topic: string;
  readonly message: unknown;
}

/** Notes everything that is published. */
export function recordPublished(pubsub: PubSub, published: Published[]): PubSub {
  return {
    publish(topic, message) {
      pubsub.publish(topic, message);
      published.push({ topic, message });
    },
    subscribe: (topic, listener) => pubsub.subscribe(topic, listener),
    close: () => pubsub.close(),
  };
}
