import type { Kysely } from "kysely";
import { usernameKey } from "../username.ts";
import type { AccountTables } from "./schema.ts";

/** A name may have more words; these many can be searched for. */
const wordLimit = 12;

/** What of a user can be searched for. */
export interface Searchable {
  readonly username: string;
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
}

/** The words of a text as they are compared: whatever their case and form. */
export function searchWords(text: string): string[] {
  return usernameKey(text.replace(/\p{C}/gu, " "))
    .split(/\s+/)
    .filter((word) => word !== "");
}

/** What a user is found by, when somebody types the beginning of it: username, address, and each word of the name. */
export function keysOf({ username, email, first_name, last_name }: Searchable): string[] {
  const words = searchWords(`${first_name} ${last_name}`).slice(0, wordLimit);
  return [...new Set([...searchWords(username), ...searchWords(email), ...words])];
}

/** Makes users to be found by what they are called now, and by nothing else. */
export async function writeKeys(
  db: Kysely<AccountTables>,
  users: readonly (Searchable & { readonly id: number })[],
): Promise<void> {
  const ids = users.map(({ id }) => id);
  if (ids.length === 0) return;
  await db.deleteFrom("user_keys").where("user_id", "in", ids).execute();
  const rows = users.flatMap((user) => keysOf(user).map((key) => ({ user_id: user.id, key })));
  await db.insertInto("user_keys").values(rows).execute();
}
