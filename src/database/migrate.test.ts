import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { testDatabases } from "../../test/servers/test-databases.ts";
import { accountMigrations } from "../auth/store/migrations.ts";
import { LiveloomError } from "../errors.ts";
import { idColumn } from "./id-column.ts";
import { type Migration, migrate } from "./migrate.ts";
import { type Database, openDatabase } from "./open-database.ts";

type Tables = {
  liveloom_migrations: { name: string; applied_at: number };
  notes: { id?: number; text: string };
};

const createNotes: Migration = {
  name: "app-1-notes",
  async up(database) {
    await database.schema
      .createTable("notes")
      .addColumn("id", "integer", idColumn)
      .addColumn("text", "text")
      .execute();
  },
};

const writeNote: Migration = {
  name: "app-2-first-note",
  async up(database) {
    await database.withTables<Tables>().insertInto("notes").values({ text: "hello" }).execute();
  },
};

const failHalfway: Migration = {
  name: "app-3-fails",
  async up(database) {
    await writeNote.up(database);
    await database.schema.createTable("half").addColumn("text", "text").execute();
    throw new Error("out of ideas");
  },
};

let database: Database;

async function recorded(): Promise<string[]> {
  const rows = await database
    .withTables<Tables>()
    .selectFrom("liveloom_migrations")
    .select("name")
    .orderBy("name")
    .execute();
  return rows.map(({ name }) => name);
}

async function notes(): Promise<string[]> {
  const rows = await database.withTables<Tables>().selectFrom("notes").select("text").execute();
  return rows.map(({ text }) => text);
}

describe.each(testDatabases)("migrate on $name", ({ open, tablesOf }) => {
  beforeEach(async () => {
    database = await open();
  });

  test("runs the migrations in their order and says which ones ran", async () => {
    expect(await migrate(database, [createNotes, writeNote])).toEqual(["app-1-notes", "app-2-first-note"]);
    expect(await notes()).toEqual(["hello"]);
  });

  test("runs no migration twice", async () => {
    await migrate(database, [createNotes, writeNote]);
    expect(await migrate(database, [createNotes, writeNote])).toEqual([]);
    expect(await notes()).toEqual(["hello"]);
  });

  test("runs only what was added since the last time", async () => {
    await migrate(database, [createNotes]);
    expect(await migrate(database, [createNotes, writeNote])).toEqual(["app-2-first-note"]);
  });

  test("notes when each migration ran", async () => {
    const before = Date.now();
    await migrate(database, [createNotes]);
    const rows = await database.withTables<Tables>().selectFrom("liveloom_migrations").selectAll().execute();
    expect(rows).toEqual([{ name: "app-1-notes", applied_at: expect.any(Number) }]);
    expect(rows[0]?.applied_at).toBeGreaterThanOrEqual(before);
    expect(rows[0]?.applied_at).toBeLessThanOrEqual(Date.now());
  });

  test("undoes a migration that fails, does not record it, and keeps those before it", async () => {
    await expect(migrate(database, [createNotes, writeNote, failHalfway])).rejects.toThrow("out of ideas");
    expect(await tablesOf(database)).toEqual(["liveloom_migrations", "notes"]);
    expect(await notes()).toEqual(["hello"]);
    expect(await recorded()).toEqual(["app-1-notes", "app-2-first-note"]);
  });

  test("runs none of those after one that fails", async () => {
    await expect(migrate(database, [createNotes, failHalfway, writeNote])).rejects.toThrow("out of ideas");
    expect(await notes()).toEqual([]);
  });

  test("tries a failed migration again, once it was mended", async () => {
    await expect(migrate(database, [createNotes, failHalfway])).rejects.toThrow("out of ideas");
    const mended = { ...failHalfway, up: writeNote.up };
    expect(await migrate(database, [createNotes, mended])).toEqual(["app-3-fails"]);
  });

  test("runs each migration once when several start at the same time", async () => {
    const list = [createNotes, writeNote];
    const ran = await Promise.all([
      migrate(database, list),
      migrate(database, list),
      migrate(database, list),
    ]);
    expect(ran.flat().sort()).toEqual(["app-1-notes", "app-2-first-note"]);
    expect(await notes()).toEqual(["hello"]);
  });

  test("refuses two migrations of one name before it runs any", async () => {
    const list = [createNotes, writeNote, { ...failHalfway, name: writeNote.name }];
    await expect(migrate(database, list)).rejects.toThrow(
      new LiveloomError("LV-MIGRATION-DUPLICATE", { name: writeNote.name }),
    );
    expect(await tablesOf(database)).toEqual([]);
  });

  test("keeps an app's own list beside Liveloom's, whichever runs first", async () => {
    await migrate(database, [createNotes]);
    expect(await migrate(database, accountMigrations)).toEqual(accountMigrations.map(({ name }) => name));
    expect(await migrate(database, [createNotes, writeNote])).toEqual(["app-2-first-note"]);
    expect(await migrate(database, accountMigrations)).toEqual([]);
  });
});

describe("migrate", () => {
  test("remembers in a file what ran before the app was restarted", async () => {
    const folder = mkdtempSync(join(tmpdir(), "liveloom-migrate-"));
    const [first, second] = [
      openDatabase(`sqlite:${folder}/app.db`),
      openDatabase(`sqlite:${folder}/app.db`),
    ];
    expect(await migrate(first, [createNotes])).toEqual(["app-1-notes"]);
    expect(await migrate(second, [createNotes])).toEqual([]);
    await Promise.all([first.destroy(), second.destroy()]);
    rmSync(folder, { recursive: true });
  });
});

describe.each(testDatabases)("idColumn on $name", ({ open }) => {
  beforeEach(async () => {
    database = await open();
  });

  test("never gives the id of a deleted row to another", async () => {
    await migrate(database, [createNotes]);
    const db = database.withTables<Tables>();
    await db.insertInto("notes").values({ text: "one" }).execute();
    await db.deleteFrom("notes").execute();
    await db.insertInto("notes").values({ text: "two" }).execute();
    expect(await db.selectFrom("notes").selectAll().execute()).toEqual([{ id: 2, text: "two" }]);
  });
});
