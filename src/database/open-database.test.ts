import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LogEvent, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { postgresAddress, testDatabases } from "../../test/servers/test-databases.ts";
import { accountMigrations } from "../auth/store/migrations.ts";
import { LiveloomError } from "../errors.ts";
import { idColumn } from "./id-column.ts";
import { migrate } from "./migrate.ts";
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
    "postgres:app",
    "postgres://localhost:port/app",
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

describe.each(testDatabases)("openDatabase on $name", ({ open }) => {
  let database: Database;

  beforeEach(async () => {
    database = await open();
    await database.schema
      .createTable("notes")
      .addColumn("id", "integer", idColumn)
      .addColumn("text", "text", (column) => column.unique())
      .addColumn("at", "bigint")
      .execute();
  });

  type Notes = { notes: { id?: number; text: string; at?: number | null } };
  const notes = () => database.withTables<Notes>();

  test("gives times, counts and sums as numbers", async () => {
    const at = Number.MAX_SAFE_INTEGER;
    await notes().insertInto("notes").values({ text: "a", at }).execute();
    const { rows } = await sql`select at, count(*) as total from notes group by at`.execute(database);
    expect(rows).toEqual([{ at, total: 1 }]);
  });

  test("says in the same way that a value is there already", async () => {
    const insert = () => notes().insertInto("notes").values({ text: "a" }).execute();
    await insert();
    await expect(insert()).rejects.toMatchObject({ code: "LV-DATABASE-UNIQUE", cause: expect.any(Error) });
    await expect(notes().insertInto("notes").values({ id: 1, text: "b" }).execute()).rejects.toMatchObject({
      code: "LV-DATABASE-UNIQUE",
    });
  });

  test("undoes a transaction that throws", async () => {
    const fails = notes()
      .transaction()
      .execute(async (transaction) => {
        await transaction.insertInto("notes").values({ text: "a" }).execute();
        throw new Error("no");
      });
    await expect(fails).rejects.toThrow("no");
    expect(await notes().selectFrom("notes").selectAll().execute()).toEqual([]);
  });
});

describe("openDatabase on PostgreSQL alone", () => {
  test("names a server that does not answer, with the reason and without the password", async () => {
    const database = open("postgres://ada:secret@127.0.0.1:1/shop");
    const query = sql`select 1`.execute(database);
    await expect(query).rejects.toMatchObject({
      message:
        "LV-DATABASE-OPEN: Cannot open the database postgres://***@127.0.0.1:1/shop: connect ECONNREFUSED 127.0.0.1:1",
      cause: { code: "ECONNREFUSED" },
    });
  });

  test("refuses a number that JavaScript cannot hold", async () => {
    const database = openDatabase(await postgresAddress());
    opened.push(database);
    await expect(sql`select 9007199254740993::bigint`.execute(database)).rejects.toThrow(
      "LV-DATABASE-NUMBER",
    );
    expect((await sql`select 1::bigint as one`.execute(database)).rows).toEqual([{ one: 1 }]);
  });

  test("goes on after the server has dropped its connections", async () => {
    const [one, other] = [openDatabase(await postgresAddress()), openDatabase(await postgresAddress())];
    opened.push(one, other);
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(one);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other);
    await vi.waitFor(async () =>
      expect((await sql`select 1 as one`.execute(one)).rows).toEqual([{ one: 1 }]),
    );
  });

  test("runs each migration once when several processes start at the same time", async () => {
    const address = await postgresAddress();
    const databases = [1, 2, 3, 4].map(() => openDatabase(address));
    opened.push(...databases);
    const ran = await Promise.all(databases.map((database) => migrate(database, accountMigrations)));
    expect(ran.flat().sort()).toEqual(accountMigrations.map(({ name }) => name).sort());
  });
});
