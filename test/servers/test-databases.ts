import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { inject, onTestFinished } from "vitest";
import { type Database, type DatabaseOptions, openDatabase } from "../../src/database/open-database.ts";

/** A kind of database that the tests run on. */
export interface TestDatabase {
  readonly name: string;
  /** An empty database that is closed, and gone, after the test. */
  open(options?: DatabaseOptions): Promise<Database>;
  /** The names of its tables, sorted. */
  tablesOf(database: Database): Promise<string[]>;
}

/** What every test of SQL runs on: `describe.each(testDatabases)("... on $name", ({ open }) => ...)`. */
export const testDatabases: readonly TestDatabase[] = [
  {
    name: "SQLite",
    open: async (options) => closeLater(openDatabase("sqlite::memory:", options)),
    tablesOf: async (database) => (await database.introspection.getTables()).map(({ name }) => name).sort(),
  },
  {
    name: "PostgreSQL",
    open: async (options) => closeLater(openDatabase(await postgresAddress(), options)),
    async tablesOf(database) {
      // Other tests have schemas of their own on the same server.
      const { rows } = await sql<{ name: string }>`
        select table_name as name from information_schema.tables where table_schema = current_schema()`.execute(
        database,
      );
      return rows.map(({ name }) => name).sort();
    },
  },
];

/** The address of an empty PostgreSQL database that is dropped after the test. */
export async function postgresAddress(): Promise<string> {
  const { address, drop } = await createPostgres();
  onTestFinished(drop);
  return address;
}

/** An empty PostgreSQL database for as long as its maker likes: a schema of its own on the tests' server. */
export async function createPostgres(): Promise<{ address: string; drop(): Promise<void> }> {
  const schema = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(`create schema ${schema}`);
  return {
    address: `${inject("postgres")}?options=${encodeURIComponent(`-c search_path=${schema}`)}`,
    drop: () => onServer(`drop schema ${schema} cascade`),
  };
}

function closeLater(database: Database): Database {
  onTestFinished(() => database.destroy());
  return database;
}

async function onServer(statement: string): Promise<void> {
  const server = openDatabase(inject("postgres"));
  try {
    await sql.raw(statement).execute(server);
  } finally {
    await server.destroy();
  }
}
