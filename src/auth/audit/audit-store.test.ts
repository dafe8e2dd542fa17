import { beforeEach, describe, expect, test } from "vitest";
import { testDatabases } from "../../../test/servers/test-databases.ts";
import { migrate } from "../../database/migrate.ts";
import { accountMigrations } from "../store/migrations.ts";
import type { AccountTables } from "../store/schema.ts";
import { type AuditFilter, AuditStore, type NewAuditEntry } from "./audit-store.ts";

const login: NewAuditEntry = { at: 1_000, action: "auth.login", outcome: "allowed" };

describe.each(testDatabases)("AuditStore on $name", ({ open }) => {
  let audit: AuditStore;

  beforeEach(async () => {
    const database = await open();
    await migrate(database, accountMigrations);
    audit = new AuditStore(database.withTables<AccountTables>());
  });

  test("keeps an entry as it was written", async () => {
    const entry = {
      at: 1_800_000_000_000,
      actorId: 7,
      actorName: "ada",
      action: "shop.approve_payout",
      objectType: "payout",
      objectId: "12",
      objectText: "Payout to Zoë",
      outcome: "denied",
      sessionHash: "hash",
      address: "2001:db8::1",
      details: { amount: 12.5, lines: ["a", null] },
    } as const;
    await audit.append(entry);
    expect(await audit.list()).toEqual([{ id: expect.any(Number), ...entry }]);
  });

  test("leaves empty what is not known", async () => {
    await audit.append(login);
    expect(await audit.list()).toMatchObject([
      { ...login, actorId: null, actorName: "", objectId: "", address: "", details: {} },
    ]);
  });

  test("lets nothing forge a line, and cuts what is long", async () => {
    await audit.append({
      ...login,
      actorName: `a\r\nb\0c${"x".repeat(9_000)}`,
      details: { all: "x".repeat(9_000) },
    });
    const [entry] = await audit.list();
    expect(entry?.actorName.slice(0, 8)).toBe("a\ufffd\ufffdb\ufffdcxx");
    expect(entry?.actorName).toHaveLength(500);
    expect(entry?.details).toEqual({ leftOut: "9010 characters" });
  });

  test.each<[AuditFilter, string[]]>([
    [{}, ["d", "c", "b", "a"]],
    [{ limit: 2 }, ["d", "c"]],
    [{ actorId: 7 }, ["c", "a"]],
    [{ outcome: "denied" }, ["b"]],
    [{ objectType: "order", objectId: "1" }, ["d"]],
    [{ since: 2, until: 4 }, ["c", "b"]],
    [{ action: "auth.logout" }, []],
  ])("list(%j) gives the newest first", async (filter, expected) => {
    await audit.append({ ...login, at: 1, actorName: "a", actorId: 7 });
    await audit.append({ ...login, at: 2, actorName: "b", outcome: "denied" });
    await audit.append({ ...login, at: 3, actorName: "c", actorId: 7 });
    await audit.append({ ...login, at: 4, actorName: "d", objectType: "order", objectId: "1" });
    expect((await audit.list(filter)).map(({ actorName }) => actorName)).toEqual(expected);
  });

  test("gives page after page", async () => {
    for (const actorName of ["a", "b", "c"]) await audit.append({ ...login, actorName });
    const [, second] = await audit.list({ limit: 2 });
    const rest = await audit.list({ beforeId: second?.id ?? 0 });
    expect(rest.map(({ actorName }) => actorName)).toEqual(["a"]);
  });

  test("deletes what is older than it has to be kept, and counts it", async () => {
    for (const at of [1, 2, 3]) await audit.append({ ...login, at });
    expect(await audit.removeBefore(3)).toBe(2);
    expect((await audit.list()).map(({ at }) => at)).toEqual([3]);
  });
});
