import type { Kysely, Transaction } from "kysely";
import { LiveloomError } from "../../errors.ts";
import type { AccountTables } from "./schema.ts";

/** A group and what it permits. */
export interface StoredGroup {
  readonly id: number;
  readonly name: string;
  /** By name, sorted. */
  readonly permissions: readonly string[];
  /** Those of them that the code gave. */
  readonly declared: readonly string[];
}

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

  /** All groups, by name. */
  async list(): Promise<StoredGroup[]> {
    const [groups, links] = [await this.#rows().execute(), await this.#links().execute()];
    const linksOf = new Map(groups.map(({ id }) => [id, [] as typeof links]));
    for (const link of links) linksOf.get(link.group_id)?.push(link);
    return groups.map((group) => toGroup(group, linksOf.get(group.id)));
  }

  async get(id: number): Promise<StoredGroup | undefined> {
    const group = await this.#rows().where("id", "=", id).executeTakeFirst();
    return group && toGroup(group, await this.#links().where("group_id", "=", id).execute());
  }

  /** The new group's id; undefined when the name is taken. */
  async create(name: string): Promise<number | undefined> {
    const query = this.#db.insertInto("groups").values({ name });
    const row = await query
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst();
    return row?.id;
  }

  /** @throws LV-DATABASE-UNIQUE when the name is taken. */
  async rename(id: number, name: string): Promise<void> {
    await this.#db.updateTable("groups").set({ name }).where("id", "=", id).execute();
  }

  async delete(id: number): Promise<void> {
    await this.#db.deleteFrom("groups").where("id", "=", id).execute();
  }

  /** Gives and takes permissions. What the code gave stays. */
  async change(id: number, added: readonly number[], removed: readonly number[]): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      const links = added.map((permission_id) => ({ group_id: id, permission_id, is_declared: 0 }));
      if (links.length > 0) await addMissing(transaction, links);
      if (removed.length === 0) return;
      await transaction
        .deleteFrom("group_permissions")
        .where("group_id", "=", id)
        .where("permission_id", "in", removed)
        .where("is_declared", "=", 0)
        .execute();
    });
  }

  #rows() {
    return this.#db.selectFrom("groups").selectAll().orderBy("name");
  }

  #links() {
    return this.#db
      .selectFrom("group_permissions")
      .innerJoin("permissions", "permissions.id", "permission_id")
      .select(["group_id", "name", "is_declared"])
      .orderBy("name");
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

function toGroup(
  { id, name }: Pick<StoredGroup, "id" | "name">,
  links: readonly { readonly name: string; readonly is_declared: number }[] = [],
): StoredGroup {
  const declared = links.filter(({ is_declared }) => is_declared === 1);
  return {
    id,
    name,
    permissions: links.map((link) => link.name),
    declared: declared.map((link) => link.name),
  };
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
