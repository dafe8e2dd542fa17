import type { AuditNote, AuditTrail } from "../live/audit.ts";
import type { Identity } from "../live/principal.ts";
import type { AuthProvider } from "../server/auth-provider.ts";
import { createMemorySessionStore } from "../session/memory.ts";
import type { Session } from "../session/session.ts";
import { principalOf, type TestUser } from "./test-user.ts";

/** Knows who is behind a browser session because the test says so. */
export class TestAuth implements AuthProvider {
  readonly sessions = createMemorySessionStore();
  readonly routes = [];
  /** There is no page to log in. */
  readonly loginPath = "";
  /** What was written down, the first one first. */
  readonly audited: AuditNote[] = [];
  readonly audit: AuditTrail = { record: async (note) => void this.audited.push(note) };
  readonly #users = new Map<string, TestUser>();

  /** From now on, also for pages that are open. */
  setUser(sessionHash: string, user: TestUser | undefined): void {
    if (user) this.#users.set(sessionHash, user);
    else this.#users.delete(sessionHash);
  }

  async identify({ idHash }: Session): Promise<Identity> {
    return {
      current: () => principalOf(this.#users.get(idHash)),
      onEnd: () => {},
      release: () => {},
    };
  }

  async start(): Promise<void> {}

  async close(): Promise<void> {}
}
