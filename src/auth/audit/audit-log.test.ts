import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { testDatabases } from "../../../test/servers/test-databases.ts";
import { migrate } from "../../database/migrate.ts";
import type { Database } from "../../database/open-database.ts";
import { accountMigrations } from "../store/migrations.ts";
import type { AccountTables } from "../store/schema.ts";
import { AuditLog } from "./audit-log.ts";
import { AuditStore } from "./audit-store.ts";

const day = 24 * 60 * 60 * 1000;

let database: Database;
let log: AuditLog;
let now: number;

describe.each(testDatabases)("the audit log on $name", ({ open }) => {
  beforeEach(async () => {
    database = await open();
    now = Date.UTC(2026, 0, 1);
    await migrate(database, accountMigrations);
    const store = new AuditStore(database.withTables<AccountTables>());
    log = new AuditLog({ store, retention: 30 * day, now: () => now });
  });

  async function exported(...given: Parameters<AuditLog["export"]>): Promise<string> {
    let all = "";
    for await (const part of log.export(...given)) all += part;
    return all;
  }

  const note = { action: "shop.approve_payout", outcome: "allowed" } as const;
  const ada = { user: { id: 7, username: "ada" }, sessionHash: "hash", address: "203.0.113.7" };

  test("says who did what to which object, when, and from where", async () => {
    const object = { type: "payout", id: 12, text: "Payout to Zoë" };
    await log.record({ ...note, actor: ada, object, details: { amount: 5 } });
    expect(await log.list()).toEqual([
      {
        id: expect.any(Number),
        at: now,
        actorId: 7,
        actorName: "ada",
        sessionHash: "hash",
        address: "203.0.113.7",
        objectType: "payout",
        objectId: "12",
        objectText: "Payout to Zoë",
        details: { amount: 5 },
        ...note,
      },
    ]);
  });

  test("knows nobody by a number", async () => {
    await log.record({ ...note, actor: { user: { id: 0, username: "" }, address: "203.0.113.7" } });
    await log.record(note);
    expect((await log.list()).map(({ actorId, address }) => [actorId, address])).toEqual([
      [null, ""],
      [null, "203.0.113.7"],
    ]);
  });

  test("cannot be changed, not even in the database", async () => {
    await log.record({ ...note, actor: ada });
    const forgery = sql`update audit_log set actor_name = 'eve'`.execute(database);
    await expect(forgery).rejects.toThrow("The audit log is never changed");
    expect((await log.list()).map(({ actorName }) => actorName)).toEqual(["ada"]);
  });

  test("is exported as lines of JSON", async () => {
    await log.record({ ...note, actor: ada, details: { text: 'a "b"\nc' } });
    await log.record({ ...note, outcome: "denied" });
    const lines = (await exported("jsonl", { outcome: "allowed" })).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(await log.list({ outcome: "allowed" }));
  });

  test("is exported as CSV, in which nothing is a formula", async () => {
    const user = { id: 7, username: '=HYPERLINK("http://evil.example","x")' };
    await log.record({ ...note, actor: { user }, object: { type: "order", id: "-1", text: "a,b" } });
    const [header, line, end] = (await exported("csv")).split("\r\n");
    expect(header).toBe(
      "id,at,actorId,actorName,action,objectType,objectId,objectText,outcome,sessionHash,address,details",
    );
    expect(line).toMatch(
      /^\d+,2026-01-01T00:00:00\.000Z,7,"'=HYPERLINK\(""http:\/\/evil\.example"",""x""\)",shop\.approve_payout,order,'-1,"a,b",allowed,,,\{\}$/,
    );
    expect(end).toBe("");
  });

  test("is exported whole, however much there is", async () => {
    const rows = Array.from({ length: 2_001 }, (_, at) => ({
      at,
      actor_id: null,
      actor_name: "",
      action: "shop.look",
      object_type: "",
      object_id: "",
      object_text: "",
      outcome: "allowed" as const,
      session_hash: "",
      address: "",
      details: "{}",
    }));
    for (let from = 0; from < rows.length; from += 500) {
      const some = rows.slice(from, from + 500);
      await database.withTables<AccountTables>().insertInto("audit_log").values(some).execute();
    }
    const times = (await exported("jsonl"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).at);
    expect(times).toEqual(rows.map(({ at }) => at).reverse());
  });

  test("forgets what was kept long enough, once an hour", async () => {
    await log.record(note);
    now += 31 * day;
    await log.record(note);
    await log.prune();
    expect((await log.list()).map(({ at }) => at)).toEqual([now]);
    now += 30 * day + 1;
    const store = new AuditStore(database.withTables<AccountTables>());
    await new AuditLog({ store, retention: Infinity, now: () => now }).prune();
    expect(await log.list()).toHaveLength(1);
  });
});
