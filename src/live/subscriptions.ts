import type { PubSub } from "../pubsub/pubsub.ts";
import type { Run } from "./deadline.ts";

/** Handles the messages of one topic. */
export type Receive = (message: unknown, run: Run) => unknown;

/** The view or component that listens. */
interface Listening {
  readonly view: { handleInfo?(topic: string, message: unknown, run: Run): unknown };
  /** Runs something in the view's turn and shows what it changed. */
  inform(work: (run: Run) => unknown): void;
}

interface Subscription {
  /** Without one the view's `handleInfo` gets the messages. */
  readonly receive: Receive | undefined;
  unsubscribe(): void;
}

/** The topics that one view listens to. */
export class Subscriptions {
  readonly #pubsub: PubSub;
  readonly #listening: Listening;
  /** Only once there is one: most views listen to nothing. */
  #topics: Map<string, Subscription> | undefined;

  constructor(pubsub: PubSub, listening: Listening) {
    this.#pubsub = pubsub;
    this.#listening = listening;
  }

  get isEmpty(): boolean {
    return !this.#topics?.size;
  }

  /** Whether a subscription holds a function of the view's instance. */
  get hasCallbacks(): boolean {
    for (const { receive } of this.#topics?.values() ?? []) if (receive) return true;
    return false;
  }

  /** Subscribing twice changes nothing, except that `receive` takes the place of what was there. */
  add(topic: string, receive: Receive | undefined): void {
    if (this.#topics?.has(topic) && !receive) return;
    this.remove(topic);
    this.#topics ??= new Map();
    const unsubscribe = this.#pubsub.subscribe(topic, (message) =>
      this.#listening.inform((run) => this.#handle(topic, message, run)),
    );
    this.#topics.set(topic, { receive, unsubscribe });
  }

  remove(topic: string): void {
    this.#topics?.get(topic)?.unsubscribe();
    this.#topics?.delete(topic);
  }

  close(): void {
    for (const { unsubscribe } of this.#topics?.values() ?? []) unsubscribe();
    this.#topics = undefined;
  }

  /** A message may still have waited for its turn when its topic was given up. */
  #handle(topic: string, message: unknown, run: Run): unknown {
    const subscription = this.#topics?.get(topic);
    if (!subscription) return undefined;
    return subscription.receive
      ? subscription.receive(message, run)
      : this.#listening.view.handleInfo?.(topic, message, run);
  }
}
