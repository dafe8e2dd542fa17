import type { PubSub } from "../pubsub/pubsub.ts";

/** Something about the user changed: rights, groups, flags. */
export const userTopic = (userId: number): string => `auth:user:${userId}`;

/** The session ended. */
export const sessionTopic = (idHash: string): string => `auth:session:${idHash}`;

/** Tells every node that open pages must look again. */
export class AccountTopics {
  #pubsub: PubSub | undefined;

  /** Before this, nobody can be listening. */
  start(pubsub: PubSub): void {
    this.#pubsub = pubsub;
  }

  userChanged(userId: number): void {
    this.#pubsub?.publish(userTopic(userId), "changed");
  }

  sessionEnded(idHash: string): void {
    this.#pubsub?.publish(sessionTopic(idHash), "ended");
  }

  watch(userId: number, idHash: string, listener: { changed(): void; ended(): void }): () => void {
    const stops = [
      this.#pubsub?.subscribe(userTopic(userId), () => listener.changed()),
      this.#pubsub?.subscribe(sessionTopic(idHash), () => listener.ended()),
      // What was announced meanwhile is not known: look again.
      this.#pubsub?.onGap?.(() => listener.changed()),
    ];
    return () => {
      for (const stop of stops) stop?.();
    };
  }
}
