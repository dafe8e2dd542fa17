import type { FactorStore } from "../store/factor-store.ts";
import type { PasskeyStore, StoredPasskey } from "../store/passkey-store.ts";

/** The kinds of second factors that these accounts take. */
export interface FactorKinds {
  readonly totp: boolean;
  readonly passkeys: boolean;
}

/** A passkey as its owner sees it. Times are milliseconds since 1970. */
export type PasskeyDetails = Pick<StoredPasskey, "id" | "name" | "createdAt" | "lastUsedAt">;

/** The second factors of a user. */
export interface UserFactors {
  /** When they set their authenticator app up, in milliseconds since 1970; undefined without one. */
  readonly totpSince: number | undefined;
  readonly passkeys: readonly PasskeyDetails[];
  /** How many recovery codes are left. */
  readonly recoveryCodes: number;
}

interface FactorsOptions {
  readonly kinds: FactorKinds;
  readonly store: FactorStore;
  readonly passkeys: PasskeyStore;
}

/** Which second factors users have. Those of a kind that the accounts do not take count as none. */
export class Factors {
  readonly #parts: FactorsOptions;

  constructor(parts: FactorsOptions) {
    this.#parts = parts;
  }

  async of(userId: number): Promise<UserFactors> {
    const { kinds, store, passkeys } = this.#parts;
    const totp = kinds.totp ? await store.totpOf(userId) : undefined;
    const all = kinds.passkeys ? await passkeys.listOf(userId) : [];
    const details = all.map(({ id, name, createdAt, lastUsedAt }) => ({ id, name, createdAt, lastUsedAt }));
    const recoveryCodes = await store.countRecoveryCodes(userId);
    return { totpSince: totp?.createdAt, passkeys: details, recoveryCodes };
  }

  /** Whether a password alone does not log this user in. */
  async isNeeded(userId: number): Promise<boolean> {
    return hasAny(await this.of(userId));
  }
}

/** Recovery codes only stand in for a factor. */
export function hasAny({ totpSince, passkeys }: UserFactors): boolean {
  return totpSince !== undefined || passkeys.length > 0;
}
