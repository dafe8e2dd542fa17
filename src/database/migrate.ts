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

/**
 * Runs the migrations that have not run yet, in order, each in a transaction of its own.
 * @returns The names of those that ran.
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<string[]> {
  const db = database.withTables<Tables>();
  await db.schema
    .createTable("liveloom_migrations")
    .ifNotExists()
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("applied_at", "bigint", (column) => column.notNull())
    .execute();
  const rows = await db.selectFrom("liveloom_migrations").select("name").execute();
  const applied = new Set(rows.map(({ name }) => name));
  const missing = migrations.filter(({ name }) => !applied.has(name));
  for (const migration of missing) await apply(database, migration);
  return missing.map(({ name }) => name);
}

async function apply(database: Database, { name, up }: Migration): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await up(transaction);
    await transaction
      .withTables<Tables>()
      .insertInto("liveloom_migrations")
      .values({ name, applied_at: Date.now() })
      .execute();
  });
}
