import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import SQLite from "better-sqlite3";
import { type Dialect, Kysely, type LogEvent, SqliteDialect } from "kysely";
import { LiveloomError } from "../errors.ts";
import { withNamedErrors } from "./named-errors.ts";
import { Postgres } from "./open-postgres.ts";

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
  /** Connections to PostgreSQL at most. Default: 10. SQLite has one. */
  readonly poolSize?: number;
}

const sqlitePrefix = "sqlite:";
const postgresPrefix = /^postgres(ql)?:\/\//;

/**
 * Opens a database.
 * @param address `sqlite:data/app.db` (created when missing, with its folder), `sqlite::memory:`, or
 * `postgres://user:password@host:5432/database` for PostgreSQL 15 or newer, which needs the package `pg`.
 * @throws LV-CONFIG-DATABASE for any other address, LV-DATABASE-OPEN when the file cannot be opened.
 * @example const database = openDatabase("sqlite:data/app.db");
 */
export function openDatabase(address: string, options: DatabaseOptions = {}): Database {
  const { onQuery } = options;
  const dialect = withNamedErrors(dialectFor(address, options), withoutLogin(address));
  return new Kysely({ dialect, ...(onQuery && { log: onQuery }) });
}

function dialectFor(address: string, { poolSize = 10 }: DatabaseOptions): Dialect {
  if (postgresPrefix.test(address) && URL.canParse(address)) return new Postgres(address, poolSize);
  // An empty path would be a database of its own that vanishes with the process.
  if (!address.startsWith(sqlitePrefix) || address === sqlitePrefix) {
    throw new LiveloomError("LV-CONFIG-DATABASE", { got: withoutLogin(address) });
  }
  return new SqliteDialect({ database: openSqlite(address.slice(sqlitePrefix.length)) });
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
