import type { Kysely, Transaction } from "kysely";
import { LiveloomError } from "../../errors.ts";
import type { AccountTables } from "./schema.ts";

/** Groups in SQL: who is in them, and what they permit. */
export class GroupStore {
  readonly #db: Kysely<AccountTables>;

  constructor(db: Kysely<AccountTables>) {
    this.#db = db;
  }

  /** Creates the group when it does not exist, and gives it exactly these permissions. */
  async set(name: string, permissionIds: readonly number[]): Promise<number> {
    return await this.#db.transaction().execute(async (transaction) => {
      const id = await lockGroup(transaction, name);
      const all = transaction.deleteFrom("group_permissions").where("group_id", "=", id);
      await (permissionIds.length > 0 ? all.where("permission_id", "not in", permissionIds) : all).execute();
      const links = permissionIds.map((permission_id) => ({ group_id: id, permission_id, is_declared: 0 }));
      if (links.length > 0) await addMissing(transaction, links);
      return id;
    });
  }

  /** @throws LV-GROUP-UNKNOWN */
  async idOf(name: string): Promise<number> {
    const id = await this.find(name);
    if (id === undefined) throw new LiveloomError("LV-GROUP-UNKNOWN", { group: name });
    return id;
  }

  /** The id of the group with this name, if there is one. */
  async find(name: string): Promise<number | undefined> {
    const row = await this.#db.selectFrom("groups").select("id").where("name", "=", name).executeTakeFirst();
    return row?.id;
  }

  async memberIds(groupId: number): Promise<number[]> {
    const query = this.#db.selectFrom("user_groups").select("user_id").where("group_id", "=", groupId);
    return (await query.execute()).map((row) => row.user_id);
  }

  async namesOf(userId: number): Promise<string[]> {
    const rows = await this.#db
      .selectFrom("groups")
      .innerJoin("user_groups", "user_groups.group_id", "groups.id")
      .where("user_id", "=", userId)
      .select("name")
      .orderBy("name")
      .execute();
    return rows.map(({ name }) => name);
  }

  async add(groupId: number, userId: number): Promise<void> {
    await this.#db
      .insertInto("user_groups")
      .values({ group_id: groupId, user_id: userId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async remove(groupId: number, userId: number): Promise<void> {
    await this.#db
      .deleteFrom("user_groups")
      .where("group_id", "=", groupId)
      .where("user_id", "=", userId)
      .execute();
  }
}

async function addMissing(
  transaction: Transaction<AccountTables>,
  links: readonly AccountTables["group_permissions"][],
): Promise<void> {
  const insert = transaction.insertInto("group_permissions").values(links);
  await insert.onConflict((conflict) => conflict.doNothing()).execute();
}

/** Writing the row, even as it is, makes others who change the group wait for the end of the transaction. */
export async function lockGroup(transaction: Transaction<AccountTables>, name: string): Promise<number> {
  const { id } = await transaction
    .insertInto("groups")
    .values({ name })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ name }))
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}
