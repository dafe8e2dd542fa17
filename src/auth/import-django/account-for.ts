import { LiveloomError } from "../../errors.ts";
import { normalizeEmail } from "../email.ts";
import { isForeignHash } from "../foreign-hash.ts";
import { unusablePassword } from "../passwords.ts";
import type { NewAccount } from "../store/user-store.ts";
import { normalizeName, normalizeUsername } from "../username.ts";
import type { DjangoUser } from "./read-django.ts";

/** A user of Django's as an account. */
interface Conversion {
  readonly account: NewAccount;
  /** Whether there is a password, and it can be checked. */
  readonly hasPassword: boolean;
}

/**
 * The account that a user of Django's becomes. A name or an address that cannot be one is left out.
 * @throws LV-USER-INVALID for a username that cannot be one
 */
export function accountFor(user: DjangoUser, now: number): Conversion {
  const hasPassword = isForeignHash(user.password);
  const account = {
    username: normalizeUsername(user.username),
    firstName: orNothing(() => normalizeName(user.firstName)),
    lastName: orNothing(() => normalizeName(user.lastName)),
    email: orNothing(() => normalizeEmail(user.email)),
    passwordHash: hasPassword ? user.password : unusablePassword,
    isActive: user.isActive,
    isStaff: user.isStaff,
    isSuperuser: user.isSuperuser,
    createdAt: user.joinedAt ?? now,
  };
  return { account, hasPassword };
}

function orNothing(normalize: () => string): string {
  try {
    return normalize();
  } catch (error) {
    if (error instanceof LiveloomError) return "";
    throw error;
  }
}
