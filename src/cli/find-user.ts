import type { Accounts } from "../auth/accounts.ts";
import type { UserDetails } from "../auth/users.ts";
import { LiveloomError } from "../errors.ts";
import type { Call } from "./command.ts";

/** The user whose name follows the command. @throws LV-CLI-USER */
export async function findUser({ auth, words: [username = ""] }: Call): Promise<UserDetails> {
  return await userNamed(auth, username);
}

/** @throws LV-CLI-USER */
export async function userNamed(auth: Accounts, username: string): Promise<UserDetails> {
  const user = await auth.users.find(username);
  if (user) return user;
  throw new LiveloomError("LV-CLI-USER", { username });
}
