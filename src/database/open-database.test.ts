import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LogEvent, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LiveloomError } from "../errors.ts";
import { type Database, type DatabaseOptions, openDatabase } from "./open-database.ts";

type Tables = { notes: { text: string } };

let folder: string;
const opened: Database[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "liveloom-database-"));
});

afterEach(async () => {
  for (const database of opened.splice(0)) await database.destroy();
  rmSync(folder, { recursive: true });
});

function open(address: string, options: DatabaseOptions = {}): Database {
  const database = openDatabase(address, options);
  opened.push(database);
  return database;
}

async function pragma(database: Database, name: string): Promise<unknown> {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(database);
  return Object.values(rows[0] ?? {})[0];
}

describe("openDatabase", () => {
  test("creates a missing file with its folders", () => {
    const file = join(folder, "deep", "er", "app.db");
    open(`sqlite:${file}`);
    expect(existsSync(file)).toBe(true);
  });

  test("shows one connection what another wrote into the same file", async () => {
    const [one, two] = [open(`sqlite:${folder}/app.db`), open(`sqlite:${folder}/app.db`)];
    await one.schema.createTable("notes").addColumn("text", "text").execute();
    await one.withTables<Tables>().insertInto("notes").values({ text: "hello" }).execute();
    expect(await two.withTables<Tables>().selectFrom("notes").selectAll().execute()).toEqual([
      { text: "hello" },
    ]);
  });

  test("gives every database in memory tables of its own", async () => {
    const [one, two] = [open("sqlite::memory:"), open("sqlite::memory:")];
    await one.schema.createTable("notes").addColumn("text", "text").execute();
    expect(await two.introspection.getTables()).toEqual([]);
  });

  test("lets readers and a writer work side by side", async () => {
    expect(await pragma(open(`sqlite:${folder}/app.db`), "journal_mode")).toBe("wal");
  });

  test("checks foreign keys", async () => {
    expect(await pragma(open("sqlite::memory:"), "foreign_keys")).toBe(1);
  });

  test("tells of every query", async () => {
    const events: LogEvent[] = [];
    const database = open("sqlite::memory:", { onQuery: (event) => void events.push(event) });
    await database.schema.createTable("notes").addColumn("text", "text").execute();
    await database.withTables<Tables>().selectFrom("notes").selectAll().execute();
    expect(events.map(({ query }) => query.sql)).toEqual([
      'create table "notes" ("text" text)',
      'select * from "notes"',
    ]);
  });

  test.each([
    "",
    "sqlite:",
    ":memory:",
    "data/app.db",
    "SQLITE::memory:",
    "mysql://localhost/app",
    "postgres://localhost/app",
  ])("refuses the address %j", (address) => {
    expect(() => openDatabase(address)).toThrow(new LiveloomError("LV-CONFIG-DATABASE", { got: address }));
  });

  test("keeps a login out of the message about a wrong address", () => {
    expect(() => openDatabase("postgres://ada:s/ec@ret@host/app")).toThrow(
      new LiveloomError("LV-CONFIG-DATABASE", { got: "postgres://***@host/app" }),
    );
  });
});

test("a file that cannot be opened is named, with the reason", () => {
  expect(() => openDatabase(`sqlite:${folder}`)).toThrow(
    `LV-DATABASE-OPEN: Cannot open the database ${folder}: SqliteError: unable to open database file`,
  );
});
