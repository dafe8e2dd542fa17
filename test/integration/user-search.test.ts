import { type LogEvent, sql } from "kysely";
import { describe, expect, test } from "vitest";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { accountMigrations } from "../../src/auth/store/migrations.ts";
import type { AccountTables } from "../../src/auth/store/schema.ts";
import type { UserQuery } from "../../src/auth/store/user-search.ts";
import { migrate } from "../../src/database/migrate.ts";
import type { Database } from "../../src/database/open-database.ts";
import { createMemoryPubSub } from "../../src/pubsub/memory.ts";
import { testDatabases } from "../servers/test-databases.ts";
import { fillUsers } from "../support/fill-users.ts";

const hashCost = { memory: 1024, passes: 1 };

async function start(database: Database): Promise<Accounts> {
  const auth = accounts({ database, hashCost });
  await auth.start({ pubsub: createMemoryPubSub() });
  return auth;
}

describe.each(testDatabases)("searching users on $name", ({ name: databaseName, open }) => {
  async function withPeople(): Promise<Accounts> {
    const auth = await start(await open());
    const people = [
      { username: "ada", firstName: "Augusta Ada", lastName: "Lovelace", email: "ada@example.com" },
      {
        username: "Grace",
        firstName: "Grace",
        lastName: "Hopper",
        email: "hopper@navy.example",
        isStaff: true,
      },
      { username: "zoe", firstName: "Zoë", lastName: "van der Berg", email: "adamant@example.com" },
      { username: "root", isStaff: true, isSuperuser: true },
    ];
    for (const person of people) await auth.users.create(person);
    await auth.groups.ensure("Editors", []);
    for (const id of [1, 3]) await auth.users.addToGroup(id, "Editors");
    await auth.users.setActive(3, false);
    return auth;
  }

  const found = async (auth: Accounts, query: UserQuery) =>
    (await auth.users.search(query)).users.map(({ username }) => username);

  test.each<[string, UserQuery, string[]]>([
    ["everybody, by name", {}, ["ada", "Grace", "root", "zoe"]],
    ["the beginning of a username, whatever its case", { text: "GRA" }, ["Grace"]],
    ["the beginning of an address", { text: "hopper@n" }, ["Grace"]],
    ["the beginning of any word of a name", { text: "love" }, ["ada"]],
    ["a name with other letters", { text: "zoë" }, ["zoe"]],
    ["several words, all of them", { text: "der zoe" }, ["zoe"]],
    ["words that nobody has together", { text: "ada hopper" }, []],
    ["what several have, everybody once", { text: "ada" }, ["ada", "zoe"]],
    ["the middle of a word", { text: "race" }, []],
    ["signs that mean something to LIKE", { text: "%" }, []],
    ["what no text can hold", { text: "ada\0" }, ["ada", "zoe"]],
    ["only spaces", { text: "  " }, ["ada", "Grace", "root", "zoe"]],
    ["the active ones", { isActive: true }, ["ada", "Grace", "root"]],
    ["the deactivated ones", { isActive: false }, ["zoe"]],
    ["staff", { isStaff: true }, ["Grace", "root"]],
    ["who is no staff", { isStaff: false }, ["ada", "zoe"]],
    ["superusers", { isSuperuser: true }, ["root"]],
    ["a group", { group: 1 }, ["ada", "zoe"]],
    ["a group that is not there", { group: 99 }, []],
    ["all at once", { text: "ada", group: 1, isActive: true, isStaff: false }, ["ada"]],
    ["a cursor that is none", { after: "nonsense" }, ["ada", "Grace", "root", "zoe"]],
  ])("finds %s", async (_, query, expected) => {
    expect(await found(await withPeople(), query)).toEqual(expected);
  });

  test("follows what people are called", async () => {
    const auth = await withPeople();
    await auth.users.setNames(1, { firstName: "Ada", lastName: "King" });
    await auth.users.setEmail(1, "countess@example.com");
    expect(await found(auth, { text: "lovelace" })).toEqual([]);
    expect(await found(auth, { text: "king" })).toEqual(["ada"]);
    expect(await found(auth, { text: "countess" })).toEqual(["ada"]);
    await auth.users.delete(1);
    expect(await found(auth, { text: "king" })).toEqual([]);
  });

  test("finds users who were there before there was a search", async () => {
    const database = await open();
    await migrate(
      database,
      accountMigrations.filter(({ name }) => name !== "liveloom-5-admin-lists"),
    );
    await fillUsers(database, 3, { withKeys: false });
    const auth = await start(database);
    expect(await found(auth, { text: "first2" })).toEqual(["user2"]);
  });

  describe("among many", () => {
    const queries: LogEvent[] = [];

    async function withMany(): Promise<{ database: Database; auth: Accounts }> {
      const database = await open({ onQuery: (query) => void queries.push(query) });
      const auth = await start(database);
      await fillUsers(database, 4_000);
      await auth.groups.ensure("Few", []);
      await auth.groups.ensure("Many", []);
      for (const id of [5, 6]) await auth.users.addToGroup(id, "Few");
      await sql`insert into user_groups (user_id, group_id) select id, 2 from users where id > 1000`.execute(
        database,
      );
      await sql`analyze`.execute(database);
      return { database, auth };
    }

    test("comes page by page, everybody once", async () => {
      const { auth } = await withMany();
      for (const query of [
        {},
        { text: "user" },
        { text: "user first" },
        { text: "last", isActive: true },
        { isStaff: true },
        { group: 2 },
      ]) {
        const seen: number[] = [];
        let after: string | undefined;
        do {
          const page = await auth.users.search({
            ...query,
            limit: 500,
            ...(after !== undefined && { after }),
          });
          seen.push(...page.users.map(({ id }) => id));
          after = page.next;
        } while (after !== undefined);
        const all = (await auth.users.list()).filter(
          ({ id, isActive, isStaff }) =>
            (!("isActive" in query) || isActive) &&
            (!("isStaff" in query) || isStaff) &&
            (!("group" in query) || id > 1000),
        );
        expect(seen.toSorted((one, other) => one - other)).toEqual(all.map(({ id }) => id));
      }
    });

    test("begins with the word that the fewest have", async () => {
      const { auth } = await withMany();
      queries.length = 0;
      expect(await found(auth, { text: "user zzz" })).toEqual([]);
      expect(queries.at(-1)?.query.parameters.slice(0, 2)).toEqual(["zzz", "zzz\u{10ffff}"]);
    });

    test("needs an index for every search, and reads the whole table for none", async () => {
      const { database, auth } = await withMany();
      const after = "3000-user3";
      const searches: UserQuery[] = [{}, { after }, { text: "user39" }, { text: "user", after }];
      searches.push(
        { text: "first17 last1" },
        { text: "user zzz" },
        { isStaff: true },
        { isActive: false },
        { isSuperuser: true },
      );
      searches.push(
        { text: "us", isStaff: true },
        { text: "us", isActive: true },
        { group: 1 },
        { group: 2 },
      );
      searches.push({ text: "us", group: 1 }, { text: "us", group: 2 });
      for (const search of searches) {
        queries.length = 0;
        await auth.users.search(search);
        for (const { query } of [...queries]) {
          const plan = await planOf(database, query);
          expect.soft(plan, JSON.stringify(search)).not.toMatch(wholeTable);
        }
      }
    });
  });

  /** A table that is read from end to end, in either database's words. */
  const wholeTable = /Seq Scan on (users|user_keys)|SCAN (users|user_keys|other|earlier)(?! USING)/;

  async function planOf(database: Database, query: LogEvent["query"]): Promise<string> {
    const explain = databaseName === "SQLite" ? "explain query plan" : "explain";
    const { rows } = await database
      .withTables<AccountTables>()
      .executeQuery<Record<string, unknown>>({ ...query, sql: `${explain} ${query.sql}` });
    return rows.map((row) => String(row.detail ?? row["QUERY PLAN"])).join("\n");
  }
});
