import type { Passwords } from "./passwords.ts";
import type { Account, UserStore } from "./store/user-store.ts";
import { usernameLimit } from "./username.ts";

/**
 * The user with this name and password. One hash is computed whether the user exists, may log in, or not, so
 * that neither answer nor time tells who has an account. A hash made at another cost is made anew.
 * @throws LV-BUSY under too much load.
 */
export async function authenticate(
  { users, passwords }: { users: UserStore; passwords: Passwords },
  username: string,
  password: string,
): Promise<Account | undefined> {
  const account = username.length > usernameLimit ? undefined : await users.find(username);
  if (!account?.isActive || !account.passwordHash.startsWith("$")) {
    await passwords.verifyNothing(password);
    return undefined;
  }
  if (!(await passwords.verify(account.passwordHash, password))) return undefined;
  if (passwords.isOutdated(account.passwordHash)) {
    await users.update(account.id, { password_hash: await passwords.hash(password) });
  }
  return account;
}
