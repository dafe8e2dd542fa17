import {
  type AuditNote,
  type AuditOutcome,
  type AuditTrail,
  isNews,
  outcomeOf,
  reasonOf,
} from "../../live/audit.ts";
import { anonymousUser } from "../../live/principal.ts";
import type { Session } from "../../session/session.ts";
import type { Account, UserStore } from "../store/user-store.ts";
import { accountDigest } from "../throttling/known-browsers.ts";

interface ProofRecordsOptions {
  readonly trail: AuditTrail;
  readonly users: UserStore;
  /** Logs that something could not be written down. */
  report(error: unknown): void;
}

/** Where somebody is who is logged in. */
export interface Presence {
  readonly userId: number;
  readonly sessionHash: string | undefined;
  /** Default: not known. */
  readonly address?: string | undefined;
}

/** Somebody who has given their password, and has to prove a second factor. */
interface Candidate {
  readonly account: Account;
  readonly sessionHash: string;
  readonly address: string | undefined;
  /** The kind of factor. */
  readonly by: string;
}

/** A passkey that was not taken. */
interface RefusedPasskey {
  readonly sessionHash: string;
  readonly address: string | undefined;
  readonly refused: string;
  /** Whose it is, as far as that is known. */
  readonly userId?: number;
}

/** Who is named, and what else is kept. */
type Particulars = Pick<AuditNote, "actor" | "object" | "details"> & { readonly action?: string };

/** Writes down how people prove who they are, and how they fail to. */
export class ProofRecords {
  readonly #options: ProofRecordsOptions;

  constructor(options: ProofRecordsOptions) {
    this.#options = options;
  }

  /** Somebody who is not known yet tries to log in. */
  async login(
    { session, username, address }: { session: Session; username: string; address: string | undefined },
    attempt: () => Promise<boolean>,
  ): Promise<boolean> {
    return await this.#watch("auth.login", attempt, async (outcome) => {
      if (outcome !== "allowed") return await this.#stranger(username, address);
      if (session.record?.userId != null) return await this.#present(presenceIn(session, address));
      // The password was right, and a second factor has to follow.
      return { ...(await this.#stranger(username, address)), action: "auth.first_factor" };
    });
  }

  /** Somebody who is logged in proves it again. */
  async proof(action: string, presence: Presence, attempt: () => Promise<boolean>): Promise<boolean> {
    return await this.#watch(action, attempt, () => this.#present(presence));
  }

  /** Another site has recognized somebody who has to prove a second factor. */
  async firstFactor({ userId, sessionHash, address }: Presence, by: string): Promise<void> {
    const { users, trail } = this.#options;
    const { username = "" } = (await users.get(userId)) ?? {};
    await trail.record({
      action: "auth.first_factor",
      outcome: "allowed",
      ...claimant({ id: userId, username }, { sessionHash, address }),
      details: { by },
    });
  }

  /** Somebody tries the code of a second factor. */
  async secondFactor(
    { account, by, ...place }: Candidate,
    attempt: () => Promise<boolean>,
  ): Promise<boolean> {
    const who = { ...claimant(account, place), details: { by } };
    return await this.#watch("auth.second_factor", attempt, async () => who);
  }

  /** A passkey was not taken. One that nobody has here is no news: anybody can show it. */
  async passkeyRefused({ refused: reason, userId, ...place }: RefusedPasskey): Promise<void> {
    const account = userId === undefined ? undefined : await this.#options.users.get(userId);
    if (!account) return;
    await this.#options.trail.record({
      action: "auth.passkey",
      outcome: "denied",
      ...claimant(account, place),
      details: { reason },
    });
  }

  /** Something happened to a session. */
  async happened(
    action: string,
    presence: Presence,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const who = await this.#present(presence);
    await this.#options.trail.record({ action, outcome: "allowed", ...who, details });
  }

  /** Of refusals that follow each other the first one is written down. */
  async #watch(
    action: string,
    attempt: () => Promise<boolean>,
    particulars: (outcome: AuditOutcome) => Promise<Particulars>,
  ): Promise<boolean> {
    const write = async (outcome: AuditOutcome, reason?: string) => {
      const { details, ...rest } = await particulars(outcome);
      const all = { ...details, ...(reason && { reason }) };
      await this.#options.trail.record({ action, outcome, ...rest, details: all });
    };
    let isRight: boolean;
    try {
      isRight = await attempt();
    } catch (error) {
      if (isNews(error)) await write(outcomeOf(error), reasonOf(error)).catch(this.#options.report);
      throw error;
    }
    await (isRight ? write("allowed") : write("denied", "wrong"));
    return isRight;
  }

  async #present({ userId, sessionHash, address }: Presence): Promise<Particulars> {
    const { username = "" } = (await this.#options.users.get(userId)) ?? {};
    return { actor: { user: { id: userId, username }, sessionHash, address } };
  }

  /** A name that nobody has is not kept as it is: now and then it is a password. */
  async #stranger(username: string, address: string | undefined): Promise<Particulars> {
    const account = await this.#options.users.find(username);
    const actor = { user: anonymousUser, address };
    if (!account) return { actor, details: { tried: accountDigest(username) } };
    return { actor, object: { type: "user", id: account.id, text: account.username } };
  }
}

/** Somebody who has not proven yet that an account is theirs. */
function claimant(
  { id, username }: Pick<Account, "id" | "username">,
  { sessionHash, address }: Omit<Presence, "userId">,
): Particulars {
  const actor = { user: anonymousUser, sessionHash, address };
  return { actor, object: { type: "user", id, text: username } };
}

/** Who is logged in there. */
export function presenceIn({ record, idHash }: Session, address?: string): Presence {
  return { userId: record?.userId ?? 0, sessionHash: idHash, address };
}
