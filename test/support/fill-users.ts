import type { AccountTables } from "../../src/auth/store/schema.ts";
import { writeKeys } from "../../src/auth/store/user-keys.ts";
import type { Database } from "../../src/database/open-database.ts";

/** So many rows are written at once. */
const batchSize = 1_000;

/**
 * Writes users quickly: user1, user2, ... One in a hundred is staff, one in fifty deactivated.
 * @param withKeys Whether they can be searched for. Default: true.
 */
export async function fillUsers(database: Database, count: number, { withKeys = true } = {}): Promise<void> {
  const db = database.withTables<AccountTables>();
  for (let from = 1; from <= count; from += batchSize) {
    const length = Math.min(batchSize, count - from + 1);
    const rows = Array.from({ length }, (_, at) => userRow(from + at));
    const users = await db
      .insertInto("users")
      .values(rows)
      .returning(["id", "username", "email", "first_name", "last_name"])
      .execute();
    if (withKeys) await writeKeys(db, users);
  }
}

function userRow(number: number) {
  return {
    username: `user${number}`,
    username_key: `user${number}`,
    first_name: `First${number}`,
    last_name: `Last${number % 1_000}`,
    email: `user${number}@example.com`,
    email_key: `user${number}@example.com`,
    email_verified_at: null,
    password_hash: "!",
    is_active: number % 50 === 0 ? 0 : 1,
    is_staff: number % 100 === 0 ? 1 : 0,
    is_superuser: 0,
    auth_epoch: 0,
    created_at: 0,
    last_login_at: null,
  };
}
