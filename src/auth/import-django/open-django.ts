import { existsSync } from "node:fs";
import SQLite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { type Database, openDatabase } from "../../database/open-database.ts";
import { LiveloomError } from "../../errors.ts";

const sqlitePrefix = "sqlite:";

/**
 * Opens a database of Django's to read it. A file is not changed, not even its mode.
 * @param address "sqlite:db.sqlite3" or "postgres://..."
 * @throws LV-CONFIG-DATABASE, LV-DATABASE-OPEN
 */
export function openDjango(address: string): Database {
  if (!address.startsWith(sqlitePrefix)) return openDatabase(address);
  const file = address.slice(sqlitePrefix.length);
  if (!existsSync(file))
    throw new LiveloomError("LV-DATABASE-OPEN", { file, reason: "there is no such file" });
  const database = new SQLite(file, { readonly: true, fileMustExist: true });
  return new Kysely({ dialect: new SqliteDialect({ database }) });
}
