import { setImmediate } from "node:timers";
import { requireJsonMessage } from "./json-message.ts";
import type { PubSub } from "./pubsub.ts";
import { TopicListeners } from "./topic-listeners.ts";

export interface MemoryPubSubOptions {
  /** Gets what listeners throw; must not throw itself. Default: `console.error`. */
  readonly onError?: (error: unknown) => void;
}

/** It knows of everything that is sent. */
export type MemoryPubSub = PubSub & Required<Pick<PubSub, "onAny">>;

interface Publication {
  readonly topic: string;
  readonly message: unknown;
}

/** Batches delivered before anything else of the process has its turn: who answers every message by one is held up. */
const batchesInTurn = 100;

/**
 * A {@link PubSub} within one process.
 *
 * - Listeners run in a microtask, once for all that was published since the last one.
 * - A function subscribed twice is called twice.
 * - `publish` throws LV-PUBSUB-MESSAGE for what is not a JSON value; nothing is copied, every listener gets
 *   the very object that was published.
 * - After `close`, `publish` and `subscribe` do nothing; what was not yet delivered is dropped.
 *
 * @example
 * const pubsub = createMemoryPubSub();
 * const stop = pubsub.subscribe("room:1", (message) => show(message));
 */
export function createMemoryPubSub({ onError = console.error }: MemoryPubSubOptions = {}): MemoryPubSub {
  const listeners = new TopicListeners(onError);
  let waiting: Publication[] = [];
  let isClosed = false;
  let batches = 0;

  function schedule(): void {
    if (batches === 0) setImmediate(forgetBatches);
    batches++;
    if (batches <= batchesInTurn) queueMicrotask(deliverWaiting);
    else setImmediate(deliverWaiting);
  }

  function forgetBatches(): void {
    batches = 0;
  }

  function deliverWaiting(): void {
    const batch = waiting;
    waiting = [];
    for (const { topic, message } of batch) listeners.deliver(topic, message);
  }

  return {
    publish(topic, message) {
      requireJsonMessage(topic, message);
      if (waiting.push({ topic, message }) === 1) schedule();
    },
    subscribe: (topic, listener) => (isClosed ? () => {} : listeners.add(topic, listener)),
    onAny: (listener) => listeners.addToAny(listener),
    async close() {
      isClosed = true;
      listeners.clear();
    },
  };
}
