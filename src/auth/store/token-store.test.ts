import { beforeEach, describe, expect, test } from "vitest";
import { testDatabases } from "../../../test/servers/test-databases.ts";
import { migrate } from "../../database/migrate.ts";
import { accountMigrations } from "./migrations.ts";
import type { AccountTables } from "./schema.ts";
import { TokenStore } from "./token-store.ts";

const reset = { purpose: "reset", userId: null, createdAt: 1_000, expiresAt: 2_000 };

describe.each(testDatabases)("TokenStore on $name", ({ open }) => {
  let tokens: TokenStore;

  beforeEach(async () => {
    const database = await open();
    await migrate(database, accountMigrations);
    tokens = new TokenStore(database.withTables<AccountTables>());
  });

  test("gives what a token stands for, any number of times, until it is used", async () => {
    const token = await tokens.create({ ...reset, data: { email: "ada@example.com" } });
    const stored = { ...reset, data: { email: "ada@example.com" } };
    expect(await tokens.find("reset", token, 1_500)).toEqual(stored);
    expect(await tokens.take("reset", token, 1_500)).toEqual(stored);
    expect(await tokens.find("reset", token, 1_500)).toBeUndefined();
    expect(await tokens.take("reset", token, 1_500)).toBeUndefined();
  });

  test("gives a token to one of many who use it at the same time", async () => {
    const token = await tokens.create(reset);
    const taken = await Promise.all(Array.from({ length: 8 }, () => tokens.take("reset", token, 1_500)));
    expect(taken.filter((one) => one !== undefined)).toEqual([{ ...reset, data: {} }]);
  });

  test.each<[string, string, number, (token: string) => string]>([
    ["another purpose", "verify", 1_500, (token) => token],
    ["the moment it expires", "reset", 2_000, (token) => token],
    ["a changed character", "reset", 1_500, (token) => (token.startsWith("A") ? "B" : "A") + token.slice(1)],
    ["one character less", "reset", 1_500, (token) => token.slice(1)],
    ["space around it", "reset", 1_500, (token) => ` ${token} `],
    ["NUL", "reset", 1_500, (token) => `${token.slice(1)}\0`],
    ["nothing", "reset", 1_500, () => ""],
  ])("is worth nothing with %s", async (_, purpose, now, change) => {
    const token = await tokens.create(reset);
    expect(await tokens.find(purpose, change(token), now)).toBeUndefined();
    expect(await tokens.take(purpose, change(token), now)).toBeUndefined();
    expect(await tokens.find("reset", token, 1_500)).toBeDefined();
  });

  test("deletes what is expired and counts it", async () => {
    const [early, late] = [await tokens.create(reset), await tokens.create({ ...reset, expiresAt: 3_000 })];
    expect(await tokens.removeExpired(2_000)).toBe(1);
    expect(await tokens.find("reset", early, 0)).toBeUndefined();
    expect(await tokens.find("reset", late, 0)).toBeDefined();
  });
});
