import type { PubSub } from "../pubsub/pubsub.ts";

/** Something about the user changed: rights, groups, flags. */
export const userTopic = (userId: number): string => `auth:user:${userId}`;

/** The session ended, or has another id now. */
const sessionTopic = (idHash: string): string => `auth:session:${idHash}`;

const ended = "ended";

/** What pages hear about their session and its user. */
export interface AccountListener {
  changed(): void;
  ended(): void;
  /** The session goes on under another id. */
  renewed(idHash: string): void;
}

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
    this.#pubsub?.publish(sessionTopic(idHash), ended);
  }

  sessionRenewed(idHash: string, newIdHash: string): void {
    this.#pubsub?.publish(sessionTopic(idHash), { renewed: newIdHash });
  }

  watch(userId: number, idHash: string, listener: AccountListener): () => void {
    const stops = [
      this.#pubsub?.subscribe(userTopic(userId), () => listener.changed()),
      this.#watchSession(idHash, listener),
      // What was announced meanwhile is not known: look again.
      this.#pubsub?.onGap?.(() => listener.changed()),
    ];
    return () => {
      for (const stop of stops) stop?.();
    };
  }

  /** Follows the session from id to id. */
  #watchSession(idHash: string, listener: AccountListener): () => void {
    let stop = this.#pubsub?.subscribe(sessionTopic(idHash), (message) => {
      const newIdHash = renewedIn(message);
      if (newIdHash === undefined) return listener.ended();
      stop?.();
      stop = this.#watchSession(newIdHash, listener);
      listener.renewed(newIdHash);
    });
    return () => stop?.();
  }
}

/** The session's new id, when the message says that it has one. Anything else ends it. */
function renewedIn(message: unknown): string | undefined {
  const isObject = typeof message === "object" && message !== null;
  return isObject && "renewed" in message && typeof message.renewed === "string"
    ? message.renewed
    : undefined;
}
