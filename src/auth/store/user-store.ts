import { type Kysely, type Selectable, sql, type Updateable } from "kysely";
import { LiveloomError } from "../../errors.ts";
import { emailKey } from "../email.ts";
import { usernameKey } from "../username.ts";
import type { AccountTables } from "./schema.ts";
import { writeKeys } from "./user-keys.ts";

/** A user as stored. */
export interface Account {
  readonly id: number;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly emailVerifiedAt: number | null;
  readonly passwordHash: string;
  readonly isActive: boolean;
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
  /** Sessions of an earlier epoch are void. */
  readonly authEpoch: number;
  readonly createdAt: number;
  readonly lastLoginAt: number | null;
}

export type NewAccount = Omit<Account, "id" | "lastLoginAt" | "authEpoch" | "emailVerifiedAt">;

export type AccountChange = Updateable<AccountTables["users"]>;

/** Users in SQL. Nothing here checks or announces anything: see {@link Users}. */
export class UserStore {
  readonly #db: Kysely<AccountTables>;

  constructor(db: Kysely<AccountTables>) {
    this.#db = db;
  }

  /** @throws LV-USER-INVALID when the name is taken, whatever its case. */
  async create(account: NewAccount): Promise<number> {
    return await this.#transaction(async (db) => {
      const row = await insertAccount(db, account);
      if (!row) throw new LiveloomError("LV-USER-INVALID", { reason: "the username is taken" });
      await writeKeys(db, [row]);
      return row.id;
    });
  }

  async get(id: number): Promise<Account | undefined> {
    const row = await this.#db.selectFrom("users").selectAll().where("id", "=", id).executeTakeFirst();
    return row && toAccount(row);
  }

  async find(username: string): Promise<Account | undefined> {
    const key = usernameKey(username);
    // PostgreSQL refuses to look for what no text there can hold.
    if (key.includes("\0")) return undefined;
    const row = await this.#db
      .selectFrom("users")
      .selectAll()
      .where("username_key", "=", key)
      .executeTakeFirst();
    return row && toAccount(row);
  }

  /** All users, oldest first. */
  async list(): Promise<Account[]> {
    const rows = await this.#db.selectFrom("users").selectAll().orderBy("id").execute();
    return rows.map(toAccount);
  }

  /** Who holds the permission: directly, through a group, or as a superuser. Oldest first. */
  async holdersOf(permission: string): Promise<Account[]> {
    const rows = await this.#db
      .selectFrom("users")
      .selectAll()
      .where((where) => {
        const ids = where.selectFrom("permissions").select("permissions.id").where("name", "=", permission);
        const direct = where
          .selectFrom("user_permissions")
          .select("user_id")
          .where("permission_id", "in", ids);
        const throughGroups = where
          .selectFrom("user_groups")
          .innerJoin("group_permissions", "group_permissions.group_id", "user_groups.group_id")
          .select("user_id")
          .where("permission_id", "in", ids);
        return where.or([
          where("is_superuser", "=", 1),
          where("id", "in", direct),
          where("id", "in", throughGroups),
        ]);
      })
      .orderBy("id")
      .execute();
    return rows.map(toAccount);
  }

  async update(id: number, change: AccountChange): Promise<void> {
    const update = (db: Kysely<AccountTables>) => db.updateTable("users").set(change).where("id", "=", id);
    if (!isSearchable(change)) return void (await update(this.#db).execute());
    await this.#transaction(async (db) => writeKeys(db, await update(db).returning(searchable).execute()));
  }

  /**
   * Makes an account one that is no active superuser. False, and nothing is changed, when it is the last one that is.
   * Writing the others, even as they are, makes whoever else does this wait.
   */
  async retire(id: number, change: Pick<AccountChange, "is_active" | "is_superuser">): Promise<boolean> {
    return await this.#transaction(async (db) => {
      const superusers = await db
        .updateTable("users")
        .set({ is_superuser: 1 })
        .where("is_superuser", "=", sql.lit(1))
        .returning(["id", "is_active"])
        .execute();
      const active = superusers.filter(({ is_active }) => is_active === 1);
      if (active.length === 1 && active[0]?.id === id) return false;
      await db.updateTable("users").set(change).where("id", "=", id).execute();
      return true;
    });
  }

  /** What this store may be part of already. */
  async #transaction<Result>(work: (db: Kysely<AccountTables>) => Promise<Result>): Promise<Result> {
    return this.#db.isTransaction ? await work(this.#db) : await this.#db.transaction().execute(work);
  }

  /** Deletes the user; the database deletes what is theirs in other tables with them. */
  async remove(id: number): Promise<void> {
    await this.#db.deleteFrom("users").where("id", "=", id).execute();
  }

  /** Changes the account and makes its sessions void; returns the new epoch, undefined when there is no such user. */
  async startEpoch(id: number, change: AccountChange): Promise<number | undefined> {
    const row = await this.#db
      .updateTable("users")
      .set((query) => ({ ...change, auth_epoch: query("auth_epoch", "+", 1) }))
      .where("id", "=", id)
      .returning("auth_epoch")
      .executeTakeFirst();
    return row?.auth_epoch;
  }

  /** All users with this address, whatever its case and form. */
  async findByEmail(email: string): Promise<Account[]> {
    const key = emailKey(email);
    if (key === "" || key.includes("\0")) return [];
    const query = this.#db.selectFrom("users").selectAll().where("email_key", "=", key).orderBy("id");
    return (await query.execute()).map(toAccount);
  }

  /** The account with a new hash in place of the one it has here; undefined when it has another one by now. */
  async replacePasswordHash(account: Account, passwordHash: string): Promise<Account | undefined> {
    const { numUpdatedRows } = await this.#db
      .updateTable("users")
      .set({ password_hash: passwordHash })
      .where("id", "=", account.id)
      .where("password_hash", "=", account.passwordHash)
      .executeTakeFirst();
    return numUpdatedRows > 0n ? { ...account, passwordHash } : undefined;
  }

  async removePermission(userId: number, name: string): Promise<void> {
    await this.#db
      .deleteFrom("user_permissions")
      .where("user_id", "=", userId)
      .where("permission_id", "in", (query) =>
        query.selectFrom("permissions").select("id").where("name", "=", name),
      )
      .execute();
  }

  async addPermission(userId: number, permissionId: number): Promise<void> {
    await this.#db
      .insertInto("user_permissions")
      .values({ user_id: userId, permission_id: permissionId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** What of an account can be searched for. */
const searchable = ["id", "username", "email", "first_name", "last_name"] as const;

function isSearchable(change: AccountChange): boolean {
  return searchable.some((column) => change[column] !== undefined);
}

async function insertAccount(db: Kysely<AccountTables>, account: NewAccount) {
  return await db
    .insertInto("users")
    .values({
      username: account.username,
      username_key: usernameKey(account.username),
      first_name: account.firstName,
      last_name: account.lastName,
      email: account.email,
      email_key: emailKey(account.email),
      email_verified_at: null,
      password_hash: account.passwordHash,
      is_active: Number(account.isActive),
      is_staff: Number(account.isStaff),
      is_superuser: Number(account.isSuperuser),
      auth_epoch: 0,
      created_at: account.createdAt,
      last_login_at: null,
    })
    .onConflict((conflict) => conflict.column("username_key").doNothing())
    .returning(searchable)
    .executeTakeFirst();
}

export function toAccount(row: Selectable<AccountTables["users"]>): Account {
  return {
    id: row.id,
    username: row.username,
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    emailVerifiedAt: row.email_verified_at,
    passwordHash: row.password_hash,
    isActive: row.is_active === 1,
    isStaff: row.is_staff === 1,
    isSuperuser: row.is_superuser === 1,
    authEpoch: row.auth_epoch,
    createdAt: row.created_at,
    lastLoginAt: row.last_login_at,
  };
}
