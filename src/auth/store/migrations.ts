import type { CreateTableBuilder } from "kysely";
import { idColumn } from "../../database/id-column.ts";
import type { Migration } from "../../database/migrate.ts";
import type { Database } from "../../database/open-database.ts";
import { sessionMigrations } from "../../session/sql.ts";

/** Everything that accounts keep in the database, sessions included. */
export const accountMigrations: readonly Migration[] = [
  ...sessionMigrations,
  {
    name: "liveloom-2-accounts",
    async up(db) {
      await createUsers(db);
      await named(db, "groups").execute();
      await named(db, "permissions")
        .addColumn("description", "text", (column) => column.notNull())
        .execute();
      await createLink(db, "group_permissions", ["group", "permission"]);
      await createLink(db, "user_groups", ["user", "group"]);
      await createLink(db, "user_permissions", ["user", "permission"]);
    },
  },
];

async function createUsers(db: Database): Promise<void> {
  await db.schema
    .createTable("users")
    .addColumn("id", "integer", idColumn)
    .addColumn("username", "text", (column) => column.notNull())
    .addColumn("username_key", "text", (column) => column.notNull().unique())
    .addColumn("email", "text", (column) => column.notNull())
    .addColumn("password_hash", "text", (column) => column.notNull())
    .addColumn("is_active", "integer", (column) => column.notNull())
    .addColumn("is_staff", "integer", (column) => column.notNull())
    .addColumn("is_superuser", "integer", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("last_login_at", "bigint")
    .execute();
}

function named(db: Database, table: string): CreateTableBuilder<string, "id" | "name"> {
  return db.schema
    .createTable(table)
    .addColumn("id", "integer", idColumn)
    .addColumn("name", "text", (column) => column.notNull().unique());
}

/** A table that only says which row of one table belongs to which of another. */
async function createLink(db: Database, table: string, [left, right]: [string, string]): Promise<void> {
  await db.schema
    .createTable(table)
    .addColumn(`${left}_id`, "integer", (column) =>
      column.notNull().references(`${left}s.id`).onDelete("cascade"),
    )
    .addColumn(`${right}_id`, "integer", (column) =>
      column.notNull().references(`${right}s.id`).onDelete("cascade"),
    )
    .addPrimaryKeyConstraint(`${table}_once`, [`${left}_id` as never, `${right}_id` as never])
    .execute();
  await db.schema.createIndex(`${table}_by_${right}`).on(table).column(`${right}_id`).execute();
}
