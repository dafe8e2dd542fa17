import { PostgresAdapter, sql } from "kysely";
import type { Migration } from "../../database/migrate.ts";
import type { Database } from "../../database/open-database.ts";
import type { AccountTables } from "./schema.ts";
import { writeKeys } from "./user-keys.ts";

/** So many users are read at once. */
const batchSize = 500;

/** What keeps long lists of users and of the audit log quick. */
export const adminLists: Migration = {
  name: "liveloom-5-admin-lists",
  async up(db) {
    await createUserKeys(db);
    await createIndexes(db);
    await fillUserKeys(db);
  },
};

/** By bytes: as PostgreSQL sorts for readers, words that begin alike need not stand next to each other. */
async function createUserKeys(db: Database): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  await db.schema
    .createTable("user_keys")
    .addColumn("user_id", "integer", (column) => column.notNull().references("users.id").onDelete("cascade"))
    .addColumn("key", isPostgres ? sql`text collate "C"` : "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("user_keys_once", ["user_id", "key"] as never[])
    .execute();
  await db.schema.createIndex("user_keys_by_key").on("user_keys").columns(["key", "user_id"]).execute();
}

/** Of the few users among many: indexes that hold only them. */
async function createIndexes(db: Database): Promise<void> {
  const few = {
    users_staff: "is_staff = 1",
    users_superuser: "is_superuser = 1",
    users_inactive: "is_active = 0",
  };
  for (const [name, condition] of Object.entries(few)) {
    await sql`create index ${sql.ref(name)} on users (username_key) where ${sql.raw(condition)}`.execute(db);
  }
  for (const column of ["action", "outcome"]) {
    await db.schema.createIndex(`audit_log_by_${column}`).on("audit_log").columns([column, "id"]).execute();
  }
}

async function fillUserKeys(database: Database): Promise<void> {
  const db = database.withTables<AccountTables>();
  const after = (id: number) =>
    db
      .selectFrom("users")
      .select(["id", "username", "email", "first_name", "last_name"])
      .where("id", ">", id)
      .orderBy("id")
      .limit(batchSize)
      .execute();
  for (let users = await after(0); users.length > 0; users = await after(users.at(-1)?.id ?? 0)) {
    await writeKeys(db, users);
  }
}
