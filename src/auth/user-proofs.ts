import type { AccountStores } from "./store/account-stores.ts";
import type { ExternalIdentity } from "./store/external-identity-store.ts";

/** How many second factors somebody has. */
export interface FactorCounts {
  /** Authenticator apps: 0 or 1. */
  readonly totp: number;
  readonly passkeys: number;
  readonly recoveryCodes: number;
}

/** An account at an OpenID provider with which a user logs in. */
export interface UserConnection
  extends Pick<ExternalIdentity, "id" | "issuer" | "createdAt" | "lastLoginAt"> {
  /** What people call the provider; of one that the app has no more, the host. */
  readonly label: string;
}

export interface UserProofsOptions extends Pick<AccountStores, "factors" | "passkeys" | "identities"> {
  /** What people call an OpenID provider. */
  providerLabel(issuer: string): string;
}

/** What users prove beside a password who they are with. Nothing here checks or announces anything: see {@link Users}. */
export class UserProofs {
  readonly #stores: UserProofsOptions;

  constructor(stores: UserProofsOptions) {
    this.#stores = stores;
  }

  async factorsOf(userId: number): Promise<FactorCounts> {
    const { factors, passkeys } = this.#stores;
    const totp = (await factors.totpOf(userId)) ? 1 : 0;
    const recoveryCodes = await factors.countRecoveryCodes(userId);
    return { totp, passkeys: (await passkeys.listOf(userId)).length, recoveryCodes };
  }

  /** @returns how many of each there were */
  async removeFactors(userId: number): Promise<FactorCounts> {
    const { factors, passkeys } = this.#stores;
    const removed = await this.factorsOf(userId);
    await factors.removeTotp(userId);
    await passkeys.removeAll(userId);
    await factors.setRecoveryCodes(userId, []);
    return removed;
  }

  /** The oldest first. */
  async connectionsOf(userId: number): Promise<UserConnection[]> {
    const { identities, providerLabel } = this.#stores;
    return (await identities.listOf(userId)).map(({ userId: _id, subject: _subject, ...connection }) => ({
      ...connection,
      label: providerLabel(connection.issuer),
    }));
  }

  /** @returns what was taken; undefined when there is none of theirs with this id */
  async disconnect(userId: number, id: number): Promise<UserConnection | undefined> {
    const connection = (await this.connectionsOf(userId)).find((one) => one.id === id);
    const isGone = connection && (await this.#stores.identities.remove({ id, userId }, () => true));
    return isGone && connection;
  }
}
