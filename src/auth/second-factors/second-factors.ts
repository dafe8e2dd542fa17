import type { AuditTrail } from "../../live/audit.ts";
import type { AuthServices } from "../../server/auth-provider.ts";
import type { Session } from "../../session/session.ts";
import type { AccountTopics } from "../account-topics.ts";
import type { ProofRecords } from "../audit/proof-records.ts";
import type { Logins } from "../logins.ts";
import type { AccountStores } from "../store/account-stores.ts";
import type { FactorStore } from "../store/factor-store.ts";
import type { Account } from "../store/user-store.ts";
import type { Throttle } from "../throttling/throttle.ts";
import type { Users } from "../users.ts";
import { FactorChanges } from "./factor-changes.ts";
import { FactorLogins } from "./factor-logins.ts";
import { type FactorKinds, Factors, type UserFactors } from "./factors.ts";
import { Passkeys } from "./passkeys.ts";
import { PendingLogins } from "./pending-logins.ts";
import { SessionNotes } from "./session-notes.ts";
import { Totp } from "./totp.ts";

interface SecondFactorsOptions {
  readonly stores: AccountStores;
  readonly kinds: FactorKinds;
  readonly users: Users;
  readonly topics: AccountTopics;
  readonly audit: AuditTrail;
  readonly siteName: string | undefined;
  now(): number;
}

/** What logins with second factors need beside. */
interface LoginParts {
  readonly logins: Logins;
  readonly throttle: Throttle;
  readonly records: ProofRecords;
  report(error: unknown): void;
}

/** All that accounts do with second factors. */
export class SecondFactors {
  readonly kinds: FactorKinds;
  readonly changes: FactorChanges;
  /** Logins that wait for one. */
  readonly pending: PendingLogins;
  readonly #factors: Factors;
  readonly #store: FactorStore;
  readonly #totp: Totp | undefined;
  readonly #passkeys: Passkeys | undefined;
  readonly #options: SecondFactorsOptions;
  #origin: (() => string | undefined) | undefined;

  constructor(options: SecondFactorsOptions) {
    const { stores, kinds, siteName, now } = options;
    const { users, tokens, sessions, passkeys: passkeyStore } = stores;
    this.#options = options;
    this.kinds = kinds;
    this.#store = stores.factors;
    const notes = new SessionNotes({ tokens, now });
    this.#factors = new Factors({ kinds, store: this.#store, passkeys: passkeyStore });
    this.pending = new PendingLogins({ notes, users });
    this.#totp = kinds.totp ? new Totp() : undefined;
    const keys = { store: passkeyStore, users, notes, siteName, now };
    this.#passkeys = kinds.passkeys ? new Passkeys(keys) : undefined;
    const [store, factors, totp, passkeys] = [this.#store, this.#factors, this.#totp, this.#passkeys];
    const parts = { store, sessions, factors, passkeyStore, notes, totp, passkeys };
    this.changes = new FactorChanges({ ...options, ...parts, siteName: () => this.#siteName });
  }

  /** @throws LV-PACKAGE-MISSING */
  async start({ sealer, origin }: Partial<AuthServices>): Promise<void> {
    this.#origin = origin;
    await this.#totp?.start(sealer);
    await this.#passkeys?.start();
  }

  get #siteName(): string {
    return this.#options.siteName ?? new URL(this.#origin?.() ?? "http://localhost").hostname;
  }

  async of(userId: number): Promise<UserFactors> {
    return await this.#factors.of(userId);
  }

  /** Whether a password alone does not log this user in. */
  async isNeeded(userId: number): Promise<boolean> {
    return await this.#factors.isNeeded(userId);
  }

  /** From now on the session waits for a second factor of this user. */
  async begin(
    session: Session,
    account: Pick<Account, "id" | "authEpoch">,
    isRemembered: boolean,
  ): Promise<void> {
    await this.pending.begin(session, account, isRemembered);
  }

  logins(parts: LoginParts): FactorLogins {
    const { now } = this.#options;
    const own = { totp: this.#totp, passkeys: this.#passkeys, store: this.#store, pending: this.pending };
    return new FactorLogins({ ...parts, ...own, now });
  }
}
