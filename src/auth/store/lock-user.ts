import type { Transaction } from "kysely";
import type { AccountTables } from "./schema.ts";

/** Writes the user's row, even as it is: whoever else does so waits until the transaction is over. */
export async function lockUser(transaction: Transaction<AccountTables>, userId: number): Promise<void> {
  const lock = transaction.updateTable("users").set((row) => ({ auth_epoch: row.ref("auth_epoch") }));
  await lock.where("id", "=", userId).execute();
}
