import type { Kysely } from "kysely";
import { unknownPermission } from "../permissions.ts";
import type { AccountTables } from "./schema.ts";

/** The declared permissions in SQL, and who holds them. */
export class PermissionStore {
  readonly #db: Kysely<AccountTables>;
  readonly #declared: ReadonlyMap<string, string>;

  /** @param declared descriptions by name */
  constructor(db: Kysely<AccountTables>, declared: ReadonlyMap<string, string>) {
    this.#db = db;
    this.#declared = declared;
  }

  /** Brings the table in line with what is declared. What is no longer declared is kept, and means nothing. */
  async declare(): Promise<void> {
    for (const [name, description] of this.#declared) {
      await this.#db
        .insertInto("permissions")
        .values({ name, description })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ description }))
        .execute();
    }
  }

  isDeclared(name: string): boolean {
    return this.#declared.has(name);
  }

  /** @throws LV-PERMISSION-UNKNOWN when one of them is not declared. */
  requireDeclared(names: Iterable<string>): void {
    for (const name of names)
      if (!this.#declared.has(name)) throw unknownPermission(name, this.#declared.keys());
  }

  /** @throws LV-PERMISSION-UNKNOWN when one of them is not declared. */
  async idsOf(names: readonly string[]): Promise<number[]> {
    this.requireDeclared(names);
    const rows = await this.#db.selectFrom("permissions").select(["id", "name"]).execute();
    const ids = new Map(rows.map(({ id, name }) => [name, id]));
    return names.map((name) => {
      const id = ids.get(name);
      if (id === undefined) throw unknownPermission(name, ids.keys());
      return id;
    });
  }

  /** The names in the table that are not declared: left from another time. */
  async beyond(): Promise<string[]> {
    const rows = await this.#db.selectFrom("permissions").select("name").orderBy("name").execute();
    return rows.map(({ name }) => name).filter((name) => !this.#declared.has(name));
  }

  /** What a user holds directly, by name. */
  async directOf(userId: number): Promise<string[]> {
    return (await this.#direct(userId).orderBy("name").execute()).map(({ name }) => name);
  }

  /** What a user holds directly and through groups. */
  async heldBy(userId: number): Promise<ReadonlySet<string>> {
    const direct = this.#direct(userId);
    const throughGroups = this.#db
      .selectFrom("permissions")
      .innerJoin("group_permissions", "permission_id", "permissions.id")
      .innerJoin("user_groups", "user_groups.group_id", "group_permissions.group_id")
      .where("user_id", "=", userId)
      .select("name");
    const rows = await direct.union(throughGroups).execute();
    return new Set(rows.map(({ name }) => name));
  }

  #direct(userId: number) {
    return this.#db
      .selectFrom("permissions")
      .innerJoin("user_permissions", "permission_id", "permissions.id")
      .where("user_id", "=", userId)
      .select("name");
  }
}
