import { type CreateTableBuilder, PostgresAdapter, sql } from "kysely";
import { idColumn } from "../../database/id-column.ts";
import type { Migration } from "../../database/migrate.ts";
import type { Database } from "../../database/open-database.ts";
import { sessionMigrations } from "../../session/sql.ts";
import { adminLists } from "./admin-lists.ts";
import { createExternalIdentities } from "./external-identities-migration.ts";
import { factorMigration } from "./factor-migration.ts";

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
      await db.schema
        .alterTable("group_permissions")
        .addColumn("is_declared", "integer", (column) => column.notNull().defaultTo(0))
        .execute();
      await createLink(db, "user_groups", ["user", "group"]);
      await createLink(db, "user_permissions", ["user", "permission"]);
      await createTokens(db);
      await createAuditLog(db);
    },
  },
  { name: "liveloom-3-audit-append-only", up: keepAuditLog },
  factorMigration,
  adminLists,
  { name: "liveloom-6-external-identities", up: createExternalIdentities },
];

async function createUsers(db: Database): Promise<void> {
  await db.schema
    .createTable("users")
    .addColumn("id", "integer", idColumn)
    .addColumn("username", "text", (column) => column.notNull())
    .addColumn("username_key", "text", (column) => column.notNull().unique())
    .addColumn("first_name", "text", (column) => column.notNull())
    .addColumn("last_name", "text", (column) => column.notNull())
    .addColumn("email", "text", (column) => column.notNull())
    .addColumn("email_key", "text", (column) => column.notNull())
    .addColumn("email_verified_at", "bigint")
    .addColumn("password_hash", "text", (column) => column.notNull())
    .addColumn("is_active", "integer", (column) => column.notNull())
    .addColumn("is_staff", "integer", (column) => column.notNull())
    .addColumn("is_superuser", "integer", (column) => column.notNull())
    .addColumn("auth_epoch", "integer", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("last_login_at", "bigint")
    .execute();
  await db.schema.createIndex("users_by_email").on("users").column("email_key").execute();
}

async function createTokens(db: Database): Promise<void> {
  await db.schema
    .createTable("account_tokens")
    .addColumn("token_hash", "text", (column) => column.primaryKey())
    .addColumn("purpose", "text", (column) => column.notNull())
    .addColumn("user_id", "integer", (column) => column.references("users.id").onDelete("cascade"))
    .addColumn("data", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("account_tokens_by_user").on("account_tokens").column("user_id").execute();
  await db.schema.createIndex("account_tokens_by_expiry").on("account_tokens").column("expires_at").execute();
}

async function createAuditLog(db: Database): Promise<void> {
  const texts = ["action", "object_type", "object_id", "object_text", "outcome", "session_hash", "address"];
  const table = db.schema
    .createTable("audit_log")
    .addColumn("id", "integer", idColumn)
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("actor_id", "integer")
    .addColumn("actor_name", "text", (column) => column.notNull())
    .addColumn("details", "text", (column) => column.notNull());
  await texts
    .reduce((all, name) => all.addColumn(name, "text", (column) => column.notNull()), table)
    .execute();
  await db.schema.createIndex("audit_log_by_time").on("audit_log").column("at").execute();
  await db.schema.createIndex("audit_log_by_actor").on("audit_log").columns(["actor_id", "id"]).execute();
  await db.schema
    .createIndex("audit_log_by_object")
    .on("audit_log")
    .columns(["object_type", "object_id", "id"])
    .execute();
}

/** The database itself refuses to change what is written down. Old entries may be deleted. */
async function keepAuditLog(db: Database): Promise<void> {
  const refusal = "The audit log is never changed";
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) {
    await sql`create trigger audit_log_is_kept before update on audit_log
      begin select raise(abort, ${sql.lit(refusal)}); end`.execute(db);
    return;
  }
  await sql`create function keep_audit_log() returns trigger language plpgsql as
    ${sql.lit(`begin raise exception '${refusal}'; end`)}`.execute(db);
  await sql`create trigger audit_log_is_kept before update on audit_log
    for each statement execute function keep_audit_log()`.execute(db);
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
