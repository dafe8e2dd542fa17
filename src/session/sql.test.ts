import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { migrate } from "../database/migrate.ts";
import { type Database, openDatabase } from "../database/open-database.ts";
import { sessionStoreContract } from "./session-store.contract.ts";
import type { SessionStore } from "./session-store.ts";
import { createSqlSessionStore, sessionMigrations } from "./sql.ts";

const opened: Database[] = [];

afterEach(async () => {
  for (const database of opened.splice(0)) await database.destroy();
});

async function open(address: string): Promise<SessionStore> {
  const database = openDatabase(address);
  opened.push(database);
  await migrate(database, sessionMigrations);
  return createSqlSessionStore(database);
}

sessionStoreContract("createSqlSessionStore", () => open("sqlite::memory:"));

test("a session that one process ends is gone in another", async () => {
  const folder = mkdtempSync(join(tmpdir(), "liveloom-sessions-"));
  const [one, two] = [await open(`sqlite:${folder}/app.db`), await open(`sqlite:${folder}/app.db`)];
  const record = { idHash: "hash", userId: 7, data: {}, createdAt: 1, lastSeenAt: 1, expiresAt: 100 };
  await one.create(record);
  expect(await two.find("hash", 2)).toEqual(record);
  expect(await two.removeOfUser(7)).toEqual(["hash"]);
  expect(await one.find("hash", 2)).toBeUndefined();
  expect(await one.update("hash", { lastSeenAt: 2 })).toBe(false);
  rmSync(folder, { recursive: true });
});
