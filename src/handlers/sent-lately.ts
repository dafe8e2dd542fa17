import type { PubSub } from "../pubsub/pubsub.ts";
import { topicPrefix } from "./recipients.ts";

/** Most topics that are remembered. */
export const rememberedTopics = 10_000;

/** How far the clocks of an app's processes may be apart, in milliseconds. */
const clockSkew = 250;

/**
 * When something was last sent to whom: a page that enters asks whether that was after it was rendered, when nothing
 * could reach it yet. What is not known, because the process is younger or has forgotten it, counts as sent.
 */
export class SentLately {
  readonly #times = new Map<string, number>();
  /** What was sent before is not known. */
  #knownSince = Date.now();
  readonly #isComplete: boolean;
  /** Pages of other processes bring the time of their clocks. */
  readonly #skew: number;

  constructor(pubsub: PubSub) {
    const stop = pubsub.onAny?.((topic) => this.#note(topic));
    pubsub.onGap?.(() => this.#forget(Date.now()));
    this.#isComplete = stop !== undefined;
    this.#skew = pubsub.onGap ? clockSkew : 0;
  }

  /** Whether something may have been sent to one of these topics at this time or after, in milliseconds. */
  isAnySince(time: number, topics: readonly string[]): boolean {
    const since = time - this.#skew;
    if (!this.#isComplete || since < this.#knownSince) return true;
    return topics.some((topic) => (this.#times.get(topic) ?? 0) >= since);
  }

  /** Those that were used last are at the end. */
  #note(topic: string): void {
    if (!topic.startsWith(topicPrefix)) return;
    this.#times.delete(topic);
    this.#times.set(topic, Date.now());
    if (this.#times.size <= rememberedTopics) return;
    const [oldest] = this.#times;
    if (!oldest) return;
    this.#times.delete(oldest[0]);
    this.#knownSince = Math.max(this.#knownSince, oldest[1] + 1);
  }

  #forget(time: number): void {
    this.#times.clear();
    this.#knownSince = time;
  }
}
