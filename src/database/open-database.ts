import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import SQLite from "better-sqlite3";
import { Kysely, type LogEvent, SqliteDialect } from "kysely";
import { LiveloomError } from "../errors.ts";

/** How long a statement waits for another process to finish writing, in milliseconds. */
const busyTimeout = 5_000;

/**
 * A database of any tables. Say which ones with `database.withTables<Tables>()`; it costs nothing.
 *
 * Liveloom's own tables and an app's can live in one database, so that one transaction covers both.
 */
// biome-ignore lint/complexity/noBannedTypes: Kysely's own way to say "no tables yet"
export type Database = Kysely<{}>;

export interface DatabaseOptions {
  /** Called with every query; for logs and tests. */
  readonly onQuery?: (event: LogEvent) => void;
}

const sqlitePrefix = "sqlite:";

/**
 * Opens a database.
 * @param address `sqlite:data/app.db` (created when missing, with its folder) or `sqlite::memory:`.
 * @throws LV-CONFIG-DATABASE for any other address, LV-DATABASE-OPEN when the file cannot be opened.
 * @example const database = openDatabase("sqlite:data/app.db");
 */
export function openDatabase(address: string, { onQuery }: DatabaseOptions = {}): Database {
  // An empty path would be a database of its own that vanishes with the process.
  if (!address.startsWith(sqlitePrefix) || address === sqlitePrefix) {
    throw new LiveloomError("LV-CONFIG-DATABASE", { got: withoutLogin(address) });
  }
  const dialect = new SqliteDialect({ database: openSqlite(address.slice(sqlitePrefix.length)) });
  return new Kysely({ dialect, ...(onQuery && { log: onQuery }) });
}

/** Error messages end up in logs, where a password has no business. */
function withoutLogin(address: string): string {
  return address.replace(/\/\/.*@/s, "//***@");
}

function openSqlite(file: string): SQLite.Database {
  try {
    return connect(file);
  } catch (error) {
    throw new LiveloomError("LV-DATABASE-OPEN", { file, reason: String(error) });
  }
}

function connect(file: string): SQLite.Database {
  if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
  const sqlite = new SQLite(file, { timeout: busyTimeout });
  // Readers and a writer side by side, and a commit that survives a crash of the process.
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = NORMAL");
  sqlite.pragma("foreign_keys = ON");
  return sqlite;
}
