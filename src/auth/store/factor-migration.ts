import type { CreateTableBuilder } from "kysely";
import type { Migration } from "../../database/migrate.ts";
import type { Database } from "../../database/open-database.ts";

/** The tables of second factors. They go with their user. */
export const factorMigration: Migration = {
  name: "liveloom-5-second-factors",
  async up(db) {
    await ofUser(db, "totp_apps")
      .addPrimaryKeyConstraint("totp_apps_once", ["user_id"])
      .addColumn("secret", "text", (column) => column.notNull())
      .addColumn("last_step", "bigint", (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .execute();
    await ofUser(db, "recovery_codes")
      .addColumn("code_hash", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("recovery_codes_once", ["user_id", "code_hash" as never])
      .execute();
    await ofUser(db, "passkeys")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("user_handle", "text", (column) => column.notNull())
      .addColumn("public_key", "text", (column) => column.notNull())
      .addColumn("sign_count", "bigint", (column) => column.notNull())
      .addColumn("transports", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("last_used_at", "bigint")
      .execute();
    await db.schema.createIndex("passkeys_by_user").on("passkeys").column("user_id").execute();
  },
};

function ofUser(db: Database, table: string): CreateTableBuilder<string, "user_id"> {
  return db.schema
    .createTable(table)
    .addColumn("user_id", "integer", (column) => column.notNull().references("users.id").onDelete("cascade"));
}
