import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { testDatabases } from "../../test/servers/test-databases.ts";
import { migrate } from "../database/migrate.ts";
import { authenticate } from "./authenticate.ts";
import { Passwords } from "./passwords.ts";
import { accountMigrations } from "./store/migrations.ts";
import type { AccountTables } from "./store/schema.ts";
import { UserStore } from "./store/user-store.ts";

const outdated = new Passwords({ memory: 512, passes: 1 });
const passwords = new Passwords({ memory: 1024, passes: 1 });

let users: UserStore;

describe.each(testDatabases)("on $name", ({ open }) => {
  beforeEach(async () => {
    const database = await open();
    await migrate(database, accountMigrations);
    users = new UserStore(database.withTables<AccountTables>());
  });

  afterEach(() => {
    vi.restoreAllMocks();
  });

  async function createUser(passwordHash: string, isActive = true): Promise<number> {
    const flags = { isActive, isStaff: false, isSuperuser: false };
    return await users.create({
      username: "ada",
      firstName: "",
      lastName: "",
      email: "",
      passwordHash,
      createdAt: 0,
      ...flags,
    });
  }

  const tryPassword = (password: string, username = "ada") =>
    authenticate({ users, passwords }, username, password);

  describe("the right password", () => {
    test("gives the user, whatever the case of the name", async () => {
      const id = await createUser(await passwords.hash("secret"));
      expect(await tryPassword("secret", "ADA")).toMatchObject({ id, username: "ada" });
    });

    test("does not help a user who is not active", async () => {
      await createUser(await passwords.hash("secret"), false);
      expect(await tryPassword("secret")).toBeUndefined();
    });

    test("is hashed anew when its hash was made at another cost", async () => {
      const id = await createUser(await outdated.hash("secret"));
      const account = await tryPassword("secret");
      expect(passwords.isOutdated(account?.passwordHash ?? "")).toBe(false);
      expect(await users.get(id)).toEqual(account);
      expect(await tryPassword("secret")).toEqual(account);
    });

    test("is hashed anew when its hash came from Django", async () => {
      await createUser("pbkdf2_sha256$1000$seasalt$JgZryXe2Ga8ysg6XbzkLpTdyPQrHqsinbL9BnnhgX4A=");
      const account = await tryPassword("lètmein");
      expect(passwords.isOutdated(account?.passwordHash ?? "")).toBe(false);
      expect(await tryPassword("lètmein")).toEqual(account);
    });

    test("does not come back when it was changed while it was hashed anew", async () => {
      const id = await createUser(await outdated.hash("secret"));
      const changed = await passwords.hash("changed");
      const hash = passwords.hash.bind(passwords);
      vi.spyOn(passwords, "hash").mockImplementationOnce(async (password) => {
        await users.update(id, { password_hash: changed });
        return await hash(password);
      });
      expect(await tryPassword("secret")).toBeUndefined();
      expect((await users.get(id))?.passwordHash).toBe(changed);
    });
  });

  test.each([
    ["a user who does not exist", undefined, true],
    ["a user without a password", "!", true],
    ["a user who is not active", passwords.hash("secret"), false],
    ["a wrong password", passwords.hash("secret"), true],
    ["a wrong password whose hash was made at another cost", outdated.hash("secret"), true],
    ["a wrong password whose hash came from Django", "pbkdf2_sha256$1$seasalt$AAAA", true],
    ["a user without a password from Django", `!${"a".repeat(40)}`, true],
    ["a user whose hash nobody knows", "md5$seasalt$3f86d0d3d465b7b458c231bf3555c0e3", true],
  ])("%s costs a hash of the present cost", async (_, passwordHash, isActive) => {
    if (passwordHash) await createUser(await passwordHash, isActive);
    const verify = vi.spyOn(passwords, "verify");
    expect(await tryPassword("wrong")).toBeUndefined();
    expect(verify.mock.calls.filter(([stored]) => !passwords.isOutdated(stored))).toHaveLength(1);
  });

  test("a user who does not exist takes as long as one whose hash is slow", async () => {
    await createUser("pbkdf2_sha256$400000$seasalt$JgZryXe2Ga8ysg6XbzkLpTdyPQrHqsinbL9BnnhgX4A=");
    const timed = async (username: string) => {
      const start = performance.now();
      await tryPassword("wrong", username);
      return performance.now() - start;
    };
    const slow = await timed("ada");
    expect(await timed("nobody")).toBeGreaterThan(0.5 * slow);
  });
});
