import { LiveloomError } from "../errors.ts";
import type { Database } from "./open-database.ts";

/** One step in the life of a schema. Never change one that has run somewhere: add another. */
export interface Migration {
  /** Unique among all migrations of the database. */
  readonly name: string;
  up(database: Database): Promise<void>;
}

type Tables = {
  liveloom_migrations: { name: string; applied_at: number };
};

const lock = { lockTable: "liveloom_migrations", lockRowId: "lock" };

/**
 * Runs the migrations that have not run yet, in order, each in a transaction of its own. One that fails leaves
 * nothing behind and keeps those after it from running. Several processes may do this at once.
 * @returns The names of those that ran.
 * @throws LV-MIGRATION-DUPLICATE when two migrations have one name.
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<string[]> {
  requireUniqueNames(migrations);
  await createRecords(database);
  const applied: string[] = [];
  for (const migration of migrations) {
    if (await apply(database, migration)) applied.push(migration.name);
  }
  return applied;
}

/** The names of the migrations that have not run yet. Changes nothing but that it is noted what has run. */
export async function pendingMigrations(
  database: Database,
  migrations: readonly Migration[],
): Promise<string[]> {
  await createRecords(database);
  const rows = await database.withTables<Tables>().selectFrom("liveloom_migrations").select("name").execute();
  const applied = new Set(rows.map(({ name }) => name));
  return migrations.map(({ name }) => name).filter((name) => !applied.has(name));
}

/** Behind a lock: two processes that create one table at once would disturb each other even with "if not exists". */
async function createRecords(database: Database): Promise<void> {
  await database.connection().execute(async (connection) => {
    const { adapter } = connection.getExecutor();
    await adapter.acquireMigrationLock(connection, lock);
    try {
      await connection.schema
        .createTable(lock.lockTable)
        .ifNotExists()
        .addColumn("name", "text", (column) => column.primaryKey())
        .addColumn("applied_at", "bigint", (column) => column.notNull())
        .execute();
    } finally {
      await adapter.releaseMigrationLock(connection, lock);
    }
  });
}

/** The record is written first: it makes another process that is about to do the same wait, and then skip. */
async function apply(database: Database, migration: Migration): Promise<boolean> {
  return await database.transaction().execute(async (transaction) => {
    const { numInsertedOrUpdatedRows } = await transaction
      .withTables<Tables>()
      .insertInto("liveloom_migrations")
      .values({ name: migration.name, applied_at: Date.now() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (!numInsertedOrUpdatedRows) return false;
    await migration.up(transaction);
    return true;
  });
}

function requireUniqueNames(migrations: readonly Migration[]): void {
  const names = migrations.map(({ name }) => name);
  const duplicate = names.find((name, index) => names.indexOf(name) !== index);
  if (duplicate !== undefined) throw new LiveloomError("LV-MIGRATION-DUPLICATE", { name: duplicate });
}
