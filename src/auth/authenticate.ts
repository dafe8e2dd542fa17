import type { Passwords } from "./passwords.ts";
import type { Account, UserStore } from "./store/user-store.ts";
import { usernameLimit } from "./username.ts";

/**
 * The user with this name and password. At least one hash of the present cost is computed whether the user exists,
 * may log in, or not, so that neither answer nor time tells who has an account. A hash made at another cost is
 * made anew, unless the password was changed meanwhile: then it is nobody's.
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
  const isRight = await passwords.verify(account.passwordHash, password);
  if (!passwords.isOutdated(account.passwordHash)) return isRight ? account : undefined;
  if (isRight) return await users.replacePasswordHash(account, await passwords.hash(password));
  await passwords.verifyNothing(password);
  return undefined;
}
