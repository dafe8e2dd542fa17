import { idColumn } from "../../database/id-column.ts";
import type { Database } from "../../database/open-database.ts";

/** Who people are at other sites. */
export async function createExternalIdentities(db: Database): Promise<void> {
  await db.schema
    .createTable("external_identities")
    .addColumn("id", "integer", idColumn)
    .addColumn("issuer", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("user_id", "integer", (column) => column.notNull().references("users.id").onDelete("cascade"))
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("last_login_at", "bigint")
    .addUniqueConstraint("external_identities_once", ["issuer", "subject"])
    .execute();
  await db.schema
    .createIndex("external_identities_by_user")
    .on("external_identities")
    .column("user_id")
    .execute();
}
