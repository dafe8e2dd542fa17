import { SecondFactorRequired } from "../errors.ts";
import type { Session } from "../session/session.ts";
import type { SessionChange } from "../session/session-store.ts";
import { type Presence, type ProofRecords, presenceIn } from "./audit/proof-records.ts";
import type {
  Credentials,
  CredentialsOutcome,
  LoginOptions,
  Logins,
  PasswordLoginOptions,
  Recognized,
} from "./logins.ts";
import type { Origin, Throttle } from "./throttling/throttle.ts";

/** A login of somebody whom another site has recognized. */
interface RecognizedLoginOptions extends LoginOptions {
  /** What the audit log calls the site. */
  readonly by: string;
}

interface GuardedLoginsOptions {
  readonly logins: Logins;
  readonly throttle: Throttle;
  readonly records: ProofRecords;
  now(): number;
}

/** Logins as anybody may try them: slow for who guesses, and written down. */
export class GuardedLogins {
  readonly #parts: GuardedLoginsOptions;

  constructor(parts: GuardedLoginsOptions) {
    this.#parts = parts;
  }

  /** False whatever was wrong. @throws SecondFactorRequired when one has to follow; RateLimited, LV-BUSY */
  async withCredentials(
    session: Session,
    credentials: Credentials,
    { browser, ...options }: PasswordLoginOptions,
  ): Promise<boolean> {
    const { logins, throttle, records } = this.#parts;
    const { username } = credentials;
    const { address } = options;
    const outcomes: CredentialsOutcome[] = [];
    const check = async () => {
      const outcome = await logins.withCredentials(session, credentials, options);
      outcomes.push(outcome);
      return outcome !== "wrong";
    };
    const isRight = await records.login({ session, username, address }, () =>
      throttle.login(username, { address, browser }, check),
    );
    if (outcomes.includes("pending")) throw new SecondFactorRequired();
    return isRight;
  }

  /** @throws LV-USER-UNKNOWN when there is no such active user. */
  async withId(session: Session, userId: number, options: LoginOptions): Promise<void> {
    const { logins, records } = this.#parts;
    await logins.withId(session, userId, options);
    await records.happened("auth.login", presenceIn(session, options.address));
  }

  /** False when they may not log in, or not any more. @throws SecondFactorRequired when one has to follow */
  async withRecognized(
    session: Session,
    recognized: Recognized,
    { by, ...options }: RecognizedLoginOptions,
  ): Promise<boolean> {
    const { logins, records } = this.#parts;
    const { address } = options;
    const outcome = await logins.withRecognized(session, recognized, options);
    if (outcome === "in") await records.happened("auth.login", presenceIn(session, address), { by });
    if (outcome !== "pending") return outcome === "in";
    await records.firstFactor({ userId: recognized.id, sessionHash: session.idHash, address }, by);
    throw new SecondFactorRequired();
  }

  /** Another site has recognized the session's user anew. False when the session was ended meanwhile. */
  async confirmedBy(session: Session, by: string, { address }: Origin): Promise<boolean> {
    const { logins, records, now } = this.#parts;
    const isRenewed = await logins.renew(session, { authenticatedAt: now() });
    if (isRenewed) await records.happened("auth.confirm", presenceIn(session, address), { by });
    return isRenewed;
  }

  /** Whether this is the password of the session's user, who has proved it then. @throws RateLimited, LV-BUSY */
  async confirm(session: Session, password: string, { address }: Origin): Promise<boolean> {
    const check = () => this.#parts.logins.confirm(session, password);
    return await this.#proof(presenceIn(session, address), check);
  }

  /** Whether this is the user's password. @throws RateLimited, LV-BUSY */
  async isPassword(presence: Presence, password: string): Promise<boolean> {
    return await this.#proof(presence, () => this.#parts.logins.isPassword(presence.userId, password));
  }

  async #proof(presence: Presence, check: () => Promise<boolean>): Promise<boolean> {
    const { throttle, records } = this.#parts;
    const { userId, sessionHash = `user ${userId}` } = presence;
    return await records.proof("auth.confirm", presence, () => throttle.confirmation(sessionHash, check));
  }

  async renew(session: Session, change?: SessionChange): Promise<boolean> {
    return await this.#parts.logins.renew(session, change);
  }

  async logOut(session: Session, { address }: Origin): Promise<void> {
    const { logins, records } = this.#parts;
    const presence = presenceIn(session, address);
    await logins.logOut(session);
    if (presence.userId !== 0) await records.happened("auth.logout", presence);
  }
}
