import type { Passwords } from "./passwords.ts";
import type { Account, UserStore } from "./store/user-store.ts";
import { usernameLimit } from "./username.ts";

interface Means {
  readonly users: UserStore;
  readonly passwords: Passwords;
}

/**
 * The user with this name and password. At least one hash of the present cost is computed whether the user exists,
 * may log in, or not, so that neither answer nor time tells who has an account. A hash made in another way is made anew
 * after it was right, unless the password was changed meanwhile: then it is nobody's.
 * @throws LV-BUSY under too much load.
 */
export async function authenticate(
  { users, passwords }: Means,
  username: string,
  password: string,
): Promise<Account | undefined> {
  const account = username.length > usernameLimit ? undefined : await users.find(username);
  const canTry = account?.isActive && passwords.isUsable(account.passwordHash);
  const isCurrent = canTry && !passwords.isOutdated(account.passwordHash);
  const start = performance.now();
  if (canTry && (await passwords.verify(account.passwordHash, password)))
    return isCurrent ? account : await users.replacePasswordHash(account, await passwords.hash(password));
  const spent = canTry && !isCurrent ? performance.now() - start : 0;
  if (!isCurrent) await passwords.verifyNothing(password);
  await passwords.waitForSlowest(spent);
  return undefined;
}
