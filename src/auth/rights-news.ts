import type { SessionStore } from "../session/session-store.ts";
import type { AccountTopics } from "./account-topics.ts";

/** Brings about what has to follow when a user's rights have changed. */
export class RightsNews {
  readonly #sessions: SessionStore;
  readonly #topics: AccountTopics;

  constructor(sessions: SessionStore, topics: AccountTopics) {
    this.#sessions = sessions;
    this.#topics = topics;
  }

  /** The user's open pages look again at once, and their sessions get new ids with the next page they ask for. */
  async tell(userId: number): Promise<void> {
    this.#topics.userChanged(userId);
    await this.#sessions.updateOfUser(userId, { isRenewalDue: true });
  }
}
