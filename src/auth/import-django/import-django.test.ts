import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { postgresAddress, testDatabases } from "../../../test/servers/test-databases.ts";
import { openDatabase } from "../../database/open-database.ts";
import { createSigner } from "../../http/signing.ts";
import { openSession } from "../../session/browser-session.ts";
import { type Accounts, accounts } from "../accounts.ts";

/** As Django 5.2 makes the tables, but for constraints; `boolean` and `timestamp` are what the database calls them. */
const tables = (users: string, { boolean, timestamp }: { boolean: string; timestamp: string }) => [
  "create table django_content_type (id integer primary key, app_label varchar(100), model varchar(100))",
  "create table auth_permission (id integer primary key, content_type_id integer, codename varchar(100), name varchar(255))",
  "create table auth_group (id integer primary key, name varchar(150))",
  "create table auth_group_permissions (id integer primary key, group_id integer, permission_id integer)",
  `create table ${users} (id integer primary key, password varchar(128), last_login ${timestamp}, is_superuser ${boolean},
    username varchar(150), first_name varchar(150), last_name varchar(150), email varchar(254), is_staff ${boolean},
    is_active ${boolean}, date_joined ${timestamp})`,
  `create table ${users}_groups (id integer primary key, ${users.split("_").at(-1)}_id integer, group_id integer)`,
  `create table ${users}_user_permissions (id integer primary key, ${users.split("_").at(-1)}_id integer, permission_id integer)`,
];

/** "secret" as PBKDF2 with few iterations. */
const hash = "pbkdf2_sha256$10$salt$L7FR2lv3pExUcDRbb/BxbXJ5u8kTcpnV8aX2K7EBq50=";

const rows = (users: string, [yes, no]: [string, string]) => {
  const column = users.split("_").at(-1);
  const user = (
    id: number,
    name: string,
    more: { password?: string; email?: string; active?: string } = {},
  ) =>
    `insert into ${users} values (${id}, '${more.password ?? hash}', null, ${no}, '${name}', 'Zoë', '',
      '${more.email ?? ""}', ${no}, ${more.active ?? yes}, '2024-05-06 07:08:09.123456')`;
  return [
    "insert into django_content_type values (1, 'shop', 'order'), (2, 'auth', 'group')",
    "insert into auth_permission values (1, 1, 'view_order', ''), (2, 1, 'view_all_orders', ''), (3, 2, 'add_group', '')",
    "insert into auth_group values (5, 'Clerks'), (6, 'Nobody')",
    "insert into auth_group_permissions values (1, 5, 1), (2, 5, 3)",
    user(10, "ada", { email: "Ada@Example.COM" }),
    `insert into ${users} values (11, '${hash}', '2025-01-02 03:04:05', ${yes}, 'root', '', '', '', ${yes}, ${yes}, '2024-05-06 07:08:09')`,
    user(12, "gone", { active: no }),
    user(13, "old", { password: "md5$salt$abc" }),
    user(14, "none", { password: "!x" }),
    user(15, "ADA"),
    user(16, "a b"),
    user(17, "no.mail", { email: "nonsense" }),
    `insert into ${users}_groups (id, ${column}_id, group_id) values (1, 10, 5), (2, 12, 5)`,
    `insert into ${users}_user_permissions (id, ${column}_id, permission_id) values (1, 10, 2), (2, 10, 3)`,
  ];
};

let folder: string;
let auth: Accounts;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "liveloom django "));
});

afterEach(async () => {
  await auth.close();
  await rm(folder, { recursive: true });
});

async function djangoFile(users = "auth_user"): Promise<string> {
  const file = join(folder, "db.sqlite3");
  const db = new SQLite(file);
  const made = tables(users, { boolean: "bool", timestamp: "datetime" });
  for (const statement of [...made, ...rows(users, ["1", "0"])]) db.exec(statement);
  db.close();
  return `sqlite:${file}`;
}

async function djangoServer(): Promise<string> {
  const address = await postgresAddress();
  const db = openDatabase(address);
  const made = tables("auth_user", { boolean: "boolean", timestamp: "timestamp with time zone" });
  await sql`set time zone 'UTC'`.execute(db);
  for (const statement of [...made, ...rows("auth_user", ["true", "false"])])
    await sql.raw(statement).execute(db);
  await db.destroy();
  return address;
}

async function canLogIn(username: string): Promise<boolean> {
  const signer = createSigner("a-secret-for-tests-only-0123456789");
  const session = await openSession({ store: auth.sessions, signer, cookie: undefined, now: Date.now() });
  return await auth.logInWithPassword(session, username, "secret");
}

describe.each(testDatabases)("into $name", ({ open }) => {
  beforeEach(async () => {
    const order = { view_order: "View orders", view_all_orders: "View all orders" };
    auth = accounts({
      database: await open(),
      permissions: { shop: order },
      hashCost: { memory: 1024, passes: 1 },
    });
    await auth.migrate();
  });

  const expected = {
    imported: 6,
    present: [],
    refused: [
      { username: "ADA", reason: expect.stringContaining("ada has this name already") },
      { username: "a b", reason: expect.stringContaining("may only hold letters") },
    ],
    withoutPassword: ["old", "none"],
    groups: ["Clerks", "Nobody"],
    undeclared: ["auth.add_group"],
  };

  test.each([
    ["a file of SQLite", djangoFile],
    ["a PostgreSQL server", djangoServer],
  ])("users come from %s with all that is theirs", async (_, prepare) => {
    expect(await auth.importDjango(await prepare())).toEqual(expected);
    const ada = await auth.users.find("ada");
    expect(ada).toMatchObject({
      firstName: "Zoë",
      email: "Ada@example.com",
      isActive: true,
      isStaff: false,
      isSuperuser: false,
      createdAt: Math.floor(Date.UTC(2024, 4, 6, 7, 8, 9, 123)),
      lastLoginAt: null,
    });
    expect(await auth.users.groupsOf(ada?.id ?? 0)).toEqual(["Clerks"]);
    expect([...(await auth.users.permissionsOf(ada?.id ?? 0))].sort()).toEqual([
      "shop.view_all_orders",
      "shop.view_order",
    ]);
    expect(await auth.users.find("root")).toMatchObject({
      isStaff: true,
      isSuperuser: true,
      lastLoginAt: Date.UTC(2025, 0, 2, 3, 4, 5),
    });
    expect((await auth.users.find("gone"))?.isActive).toBe(false);
    expect((await auth.users.find("no.mail"))?.email).toBe("");
  });

  test("their passwords work on", async () => {
    await auth.importDjango(await djangoFile());
    const all = ["ada", "root", "gone", "old", "none"];
    expect(await Promise.all(all.map(canLogIn))).toEqual([true, true, false, false, false]);
  });

  test("doing it again leaves alone who is there", async () => {
    const from = await djangoFile();
    await auth.importDjango(from);
    const before = await auth.users.list();
    expect(await auth.importDjango(from)).toEqual({
      ...expected,
      imported: 0,
      present: ["ada", "root", "gone", "old", "none", "no.mail"],
      withoutPassword: [],
      groups: [],
    });
    expect(await auth.users.list()).toEqual(before);
  });

  test("a trial changes nothing", async () => {
    expect(await auth.importDjango(await djangoFile(), { isTrial: true })).toEqual(expected);
    expect([await auth.users.list(), await auth.audit.list()]).toEqual([[], []]);
  });

  test("a table of one's own is found by its name", async () => {
    const from = await djangoFile("club_member");
    expect(await auth.importDjango(from, { table: "club_member" })).toEqual(expected);
    expect(await auth.users.groupsOf((await auth.users.find("ada"))?.id ?? 0)).toEqual(["Clerks"]);
  });

  test("is in the audit log", async () => {
    await auth.importDjango(await djangoFile());
    expect(await auth.audit.list()).toMatchObject([
      { action: "auth.import_users", details: { imported: 6, groups: ["Clerks", "Nobody"] } },
    ]);
  });

  test("Django's file is left as it is, and a file that is not there is not made", async () => {
    const from = await djangoFile();
    const bytes = await readFile(from.slice(7));
    await auth.importDjango(from);
    expect(await readFile(from.slice(7))).toEqual(bytes);
    expect(await readdir(folder)).toEqual(["db.sqlite3"]);
    await expect(auth.importDjango(`sqlite:${folder}/missing.db`)).rejects.toThrow("LV-DATABASE-OPEN");
    expect(await readdir(folder)).toEqual(["db.sqlite3"]);
  });
});
