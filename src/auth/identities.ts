import { anonymousIdentity, anonymousUser, type Identity, type User } from "../live/principal.ts";
import { isFresh, touchInterval } from "../session/browser-session.ts";
import type { Session } from "../session/session.ts";
import type { SessionRecord, SessionStore } from "../session/session-store.ts";
import { AccountIdentity, type PrincipalReading } from "./account-identity.ts";
import { accountPrincipal, type PermissionBackend } from "./account-principal.ts";
import type { AccountTopics } from "./account-topics.ts";
import type { Account, UserStore } from "./store/user-store.ts";

interface IdentitiesOptions {
  readonly backends: readonly PermissionBackend[];
  /** The names of all permissions. */
  readonly declared: readonly string[];
  readonly users: UserStore;
  readonly sessions: SessionStore;
  readonly topics: AccountTopics;
  now(): number;
}

/** Says who is behind a session, and what they may do. */
export class Identities {
  readonly #parts: IdentitiesOptions;
  /** One for all who are not logged in: nothing is announced about them, and their pages never end. */
  readonly #nobody: Identity;
  /** Those somebody holds. */
  readonly #held = new Set<AccountIdentity>();

  constructor(parts: IdentitiesOptions) {
    this.#parts = parts;
    const { backends, declared, now } = parts;
    const read = async () => ({ principal: await accountPrincipal(anonymousUser, { backends, declared }) });
    const shared = new AccountIdentity({ read, watch: () => () => {}, now });
    this.#nobody = { ...anonymousIdentity, current: () => shared.current() };
  }

  of({ record }: Session): Identity {
    if (!record || record.userId === null) return this.#nobody;
    const { userId } = record;
    let { idHash } = record;
    const { topics, now } = this.#parts;
    const identity: AccountIdentity = new AccountIdentity({
      read: (usedAt) => this.#read(idHash, userId, usedAt),
      watch: ({ changed, ended }) => {
        const renewed = (newIdHash: string) => {
          idHash = newIdHash;
          changed();
        };
        const stop = topics.watch(userId, idHash, { changed, ended, renewed });
        return () => {
          stop();
          this.#held.delete(identity);
        };
      },
      now,
    });
    this.#held.add(identity);
    return identity;
  }

  /** Ends the open pages of sessions whose time is over. */
  async sweep(): Promise<void> {
    await Promise.all([...this.#held].map((identity) => identity.sweep()));
  }

  async #read(idHash: string, userId: number, usedAt: number): Promise<PrincipalReading | undefined> {
    const { backends, declared, users, now } = this.#parts;
    const session = await this.#useSession(idHash, usedAt);
    const account = session?.userId === userId ? await users.get(userId) : undefined;
    if (!session || !account?.isActive || session.authEpoch < account.authEpoch) return undefined;
    const sinceProof = () => now() - session.authenticatedAt;
    const principal = await accountPrincipal(userOf(account), {
      backends,
      declared,
      sinceProof,
      hasSecondFactor: session.hasSecondFactor,
      sessionHash: idHash,
    });
    return { principal, until: Math.min(session.expiresAt, session.lastSeenAt + session.idleLimit) };
  }

  /** The session, kept alive by what was done on its pages; undefined when its time is over. */
  async #useSession(idHash: string, usedAt: number): Promise<SessionRecord | undefined> {
    const { sessions, now } = this.#parts;
    const stored = await sessions.find(idHash, now());
    if (!stored) return undefined;
    const session = { ...stored, lastSeenAt: Math.max(stored.lastSeenAt, usedAt) };
    if (!isFresh(session, now())) return undefined;
    const { lastSeenAt } = session;
    if (lastSeenAt - stored.lastSeenAt >= touchInterval) await sessions.update(idHash, { lastSeenAt });
    return session;
  }
}

function userOf({ id, username, isStaff, isSuperuser }: Account): User {
  return { id, username, isStaff, isSuperuser, isAuthenticated: true };
}
