import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testDatabases } from "../../test/servers/test-databases.ts";
import { migrate } from "../database/migrate.ts";
import { type Database, openDatabase } from "../database/open-database.ts";
import { sessionStoreContract } from "./session-store.contract.ts";
import type { SessionStore } from "./session-store.ts";
import { createSqlSessionStore, sessionMigrations } from "./sql.ts";

async function storeIn(database: Database): Promise<SessionStore> {
  await migrate(database, sessionMigrations);
  return createSqlSessionStore(database);
}

for (const { name, open } of testDatabases) {
  sessionStoreContract(`createSqlSessionStore on ${name}`, async () => storeIn(await open()));
}

test("a session that one process ends is gone in another", async () => {
  const folder = mkdtempSync(join(tmpdir(), "liveloom-sessions-"));
  const databases = [
    openDatabase(`sqlite:${folder}/app.db`),
    openDatabase(`sqlite:${folder}/app.db`),
  ] as const;
  const [one, two] = [await storeIn(databases[0]), await storeIn(databases[1])];
  const times = { createdAt: 1, lastSeenAt: 1, authenticatedAt: 1, expiresAt: 100, idleLimit: 50 };
  const details = { isRemembered: true, address: "", userAgent: "", authEpoch: 0 };
  const record = {
    idHash: "hash",
    userId: 7,
    data: {},
    ...times,
    ...details,
    formerIds: [],
    hasSecondFactor: false,
    isRenewalDue: false,
  };
  await one.create(record);
  expect(await two.find("hash", 2)).toEqual(record);
  expect(await two.removeOfUser(7)).toEqual(["hash"]);
  expect(await one.find("hash", 2)).toBeUndefined();
  expect(await one.update("hash", { lastSeenAt: 2 })).toBe(false);
  for (const database of databases) await database.destroy();
  rmSync(folder, { recursive: true });
});
