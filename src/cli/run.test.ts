import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Accounts, accounts } from "../auth/accounts.ts";
import type { AccountTables } from "../auth/store/schema.ts";
import { openDatabase } from "../database/open-database.ts";
import { Aborted, type Io } from "./io.ts";
import { run } from "./run.ts";

const good = "correct horse battery";

let folder: string;
let auth: Accounts;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "liveloom cli "));
  auth = accounts({ database: `sqlite:${folder}/app.db`, hashCost: { memory: 1024, passes: 1 } });
});

afterEach(async () => {
  await auth.close();
  await rm(folder, { recursive: true });
});

interface Given {
  /** What somebody answers, one after the other; nobody is there without. */
  readonly answers?: readonly string[];
  readonly piped?: string;
  readonly env?: Record<string, string>;
}

/** Runs a command line where DATABASE_URL says which database it is about. */
async function liveloom(line: readonly string[], { answers, piped = "", env }: Given = {}) {
  const [out, err, asked]: string[][] = [[], [], []];
  const left = [...(answers ?? [])];
  const io: Io = {
    cwd: folder,
    env: env ?? { DATABASE_URL: `sqlite:${folder}/app.db` },
    isInteractive: answers !== undefined,
    out: (text) => void out?.push(text),
    err: (text) => void err?.push(text),
    ask: async (question, { secret = false } = {}) => {
      asked?.push(secret ? `${question}(secret)` : question);
      const answer = left.shift();
      if (answer === undefined) throw new Aborted();
      return answer;
    },
    input: async () => piped,
  };
  const code = await run(line, io);
  return { code, out: out?.join("\n") ?? "", err: err?.join("\n") ?? "", asked };
}

const canLogIn = async (username: string, password: string) => {
  const { id = 0 } = (await auth.users.find(username)) ?? {};
  const change = { user: { id, username }, present: password, password, texts: auth.languages.of("en") };
  return await auth.changeOwnPassword(change);
};

describe("liveloom migrate", () => {
  test("makes the tables, and does nothing more when it is done again", async () => {
    const first = await liveloom(["migrate"]);
    expect([first.code, first.out]).toEqual([0, expect.stringContaining("Ran liveloom-2-accounts.")]);
    expect(await liveloom(["migrate"])).toMatchObject({ code: 0, out: "Nothing had to be done." });
  });

  const module = (roles: string) => `
    import { accounts, definePermissions } from ${JSON.stringify(new URL("../auth/index.ts", import.meta.url).href)};
    const permissions = definePermissions({ shop: { pay: "Pay", look: "Look" } });
    export const auth = accounts({ database: ${JSON.stringify(`sqlite:${folder}/app.db`)}, permissions, roles: ${roles} });
  `;

  test("gives roles what the code says, and tells what there is beyond it", async () => {
    await writeFile(`${folder}/one.mjs`, module('{ Clerk: ["shop.pay", "shop.look"] }'));
    await writeFile(`${folder}/two.mjs`, module('{ Clerk: ["shop.look"], Guest: ["shop.look"] }'));
    await liveloom(["migrate", "--auth", "one.mjs"]);
    const { out } = await liveloom(["migrate", "--auth", "two.mjs"]);
    expect(out.split("\n")).toEqual(["Gave shop.look to Guest.", "Took shop.pay from Clerk."]);
    const beyond = await liveloom(["migrate"]);
    expect(beyond.out).toContain("Beyond the code: the permission shop.pay.");
  });

  test("finds the accounts by package.json", async () => {
    await writeFile(`${folder}/auth.mjs`, module('{ Clerk: ["shop.pay"] }'));
    await writeFile(`${folder}/package.json`, JSON.stringify({ liveloom: { auth: "./auth.mjs" } }));
    const { out } = await liveloom(["migrate", "--json"], { env: {} });
    expect(JSON.parse(out).roles.added).toEqual([{ group: "Clerk", permission: "shop.pay" }]);
  });

  test.each([
    ["has no accounts", "export const a = 1;", "it exports no accounts()"],
    ["cannot be loaded", "throw new Error('broken');", "broken"],
  ])("says so when the module %s", async (_, source, reason) => {
    await writeFile(`${folder}/bad.mjs`, source);
    const { code, err } = await liveloom(["migrate", "--auth", "bad.mjs"]);
    expect([code, err]).toEqual([1, expect.stringContaining(reason)]);
  });
});

describe("with the tables", () => {
  beforeEach(() => auth.migrate());

  describe("liveloom user create", () => {
    test("asks for a password twice, unseen", async () => {
      const { code, out, asked } = await liveloom(["user", "create", "ada"], { answers: [good, good] });
      expect([code, out]).toEqual([0, "Made ada (1)."]);
      expect(asked).toEqual(["Password: (secret)", "Password, once more: (secret)"]);
      expect(await canLogIn("ada", good)).toBe(true);
    });

    test("takes names, flags and a password from the standard input", async () => {
      const line =
        "user create ada --email ada@example.com --first-name Ada --superuser --password-stdin --json";
      const { out } = await liveloom(line.split(" "), { piped: good });
      expect(JSON.parse(out)).toEqual({ id: 1, username: "ada" });
      expect(await auth.users.find("ada")).toMatchObject({
        email: "ada@example.com",
        firstName: "Ada",
        isStaff: true,
        isSuperuser: true,
      });
      expect(await canLogIn("ada", good)).toBe(true);
    });

    test("asks again when the two are not the same, three times in all", async () => {
      const answers = [good, "other", good, "other", good, "other", good, good];
      const { code, err } = await liveloom(["user", "create", "ada"], { answers });
      expect([code, err]).toEqual([1, expect.stringContaining("there were 3 tries")]);
      expect(await auth.users.list()).toEqual([]);
    });

    test("says what is wrong with a password, which people may insist on", async () => {
      const { err, asked } = await liveloom(["user", "create", "ada"], {
        answers: ["ada", "ada", "n", "ada", "ada", "y"],
      });
      expect(err).toContain("Use at least 12 characters.");
      expect(asked).toContain("Take it anyway? [y/N] ");
      expect(await canLogIn("ada", "ada")).toBe(true);
    });

    test("refuses a bad password where nobody can be asked, unless it is forced", async () => {
      const line = ["user", "create", "ada", "--password-stdin"];
      expect(await liveloom(line, { piped: "ada" })).toMatchObject({
        code: 1,
        err: expect.stringContaining("LV-CLI-PASSWORD"),
      });
      expect(await liveloom([...line, "--force"], { piped: "ada" })).toMatchObject({ code: 0 });
      expect(await canLogIn("ada", "ada")).toBe(true);
    });

    test("makes somebody without a password where nobody can be asked", async () => {
      const { out } = await liveloom(["user", "create", "ada"]);
      expect(out).toBe("Made ada (1), who has no password and cannot log in with one.");
    });

    test("ends with 130 when it is broken off, and nothing is made", async () => {
      expect(await liveloom(["user", "create", "ada"], { answers: [good] })).toMatchObject({ code: 130 });
      expect(await auth.users.list()).toEqual([]);
    });

    test("says why a name cannot be taken", async () => {
      await liveloom(["user", "create", "ada", "--no-password"]);
      const { code, out } = await liveloom(["user", "create", "ADA", "--no-password", "--json"]);
      expect([code, JSON.parse(out).error.code]).toEqual([1, "LV-USER-INVALID"]);
    });

    test("is in the audit log as somebody at the command line", async () => {
      await liveloom(["user", "create", "ada", "--no-password"]);
      expect(await auth.audit.list()).toMatchObject([
        { action: "auth.create_user", actorId: null, actorName: expect.stringMatching(/^command line: ./) },
      ]);
    });
  });

  describe("of a user", () => {
    let id: number;

    beforeEach(async () => {
      id = await auth.users.create({ username: "ada", password: "secret" });
    });

    test("liveloom user password changes the password", async () => {
      const { code } = await liveloom(["user", "password", "ada"], { answers: [good, good] });
      expect([code, await canLogIn("ada", "secret"), await canLogIn("ada", good)]).toEqual([0, false, true]);
    });

    test("liveloom user password has to get one", async () => {
      expect(await liveloom(["user", "password", "ada"])).toMatchObject({ code: 1 });
      expect(await canLogIn("ada", "secret")).toBe(true);
    });

    test("liveloom user deactivate keeps them out, and activate lets them in again", async () => {
      await liveloom(["user", "deactivate", "ADA"]);
      expect((await auth.users.get(id))?.isActive).toBe(false);
      await liveloom(["user", "activate", "ada"]);
      expect((await auth.users.get(id))?.isActive).toBe(true);
    });

    test("liveloom user factors shows their second factors, and takes them away", async () => {
      const app = { user_id: id, secret: "sealed", last_step: 1, created_at: 1 };
      const database = openDatabase(`sqlite:${folder}/app.db`).withTables<AccountTables>();
      await database.insertInto("totp_apps").values(app).execute();
      await database.insertInto("recovery_codes").values({ user_id: id, code_hash: "a" }).execute();
      await database.destroy();
      const had = "an authenticator app, 0 passkeys and 1 recovery code";
      expect((await liveloom(["user", "factors", "ada"])).out).toBe(`ada has ${had}.`);
      expect((await liveloom(["user", "factors", "ada", "--remove"])).out).toBe(
        `ada had ${had}: all are removed, and ada is logged out everywhere.`,
      );
      const { out } = await liveloom(["user", "factors", "ada", "--json"]);
      expect(JSON.parse(out)).toEqual({
        id,
        username: "ada",
        isRemoved: false,
        totp: 0,
        passkeys: 0,
        recoveryCodes: 0,
      });
    });

    test("liveloom user list shows them, without hashes", async () => {
      const { out } = await liveloom(["user", "list"]);
      expect(out).toBe("id  username  email    last login\n1   ada                never");
      const all = await liveloom(["user", "list", "--json"]);
      expect(JSON.parse(all.out)).toMatchObject([{ id, username: "ada", isActive: true }]);
      expect(all.out).not.toContain("argon2");
    });

    test("liveloom sessions clear deletes what is over, or ends those of a user", async () => {
      const session = {
        idHash: "a",
        userId: id,
        data: {},
        createdAt: 0,
        lastSeenAt: Date.now(),
        authenticatedAt: 0,
        expiresAt: 1,
        idleLimit: 1e9,
        isRemembered: false,
        address: "",
        userAgent: "",
        authEpoch: 0,
        formerIds: [],
        hasSecondFactor: false,
        isRenewalDue: false,
      };
      await auth.sessions.create(session);
      await auth.sessions.create({ ...session, idHash: "b", expiresAt: Date.now() + 60_000 });
      const [first, second] = [
        await liveloom(["sessions", "clear"]),
        await liveloom(["sessions", "clear", "--user", "ada"]),
      ];
      expect([first.out, second.out]).toEqual(["Deleted 1 session and 0 links.", "Ended 1 session of ada."]);
    });

    test("liveloom audit-log writes the log out", async () => {
      await liveloom(["user", "deactivate", "ada"]);
      const { out } = await liveloom(["audit-log", "--action", "auth.set_active"]);
      expect(out.split("\n")).toEqual([
        expect.stringMatching(/^id,at,/),
        expect.stringContaining(",auth.set_active,user,1,ada,allowed,"),
      ]);
      const json = await liveloom(["audit-log", "--json", "--since", "2020-01-01"]);
      expect(json.out.split("\n").map((line) => JSON.parse(line).action)).toEqual([
        "auth.set_active",
        "auth.create_user",
      ]);
      expect(await liveloom(["audit-log", "--until", "2020-01-01"])).toMatchObject({ code: 0 });
    });

    test.each([
      [["user", "password", "eve"]],
      [["user", "deactivate", "eve"]],
      [["sessions", "clear", "--user", "eve"]],
    ])("%j is about nobody", async (line) => {
      expect(await liveloom(line)).toMatchObject({ code: 1, err: expect.stringContaining('named "eve"') });
    });
  });
});

describe("a command line", () => {
  test.each([
    [["frob"], 'There is no command "frob"'],
    [["user"], 'There is no command "user"'],
    [["user", "create"], "Usage: liveloom user create <username>"],
    [["user", "create", "a", "b"], "Usage: liveloom user create <username>"],
    [["user", "list", "--frob"], "--frob"],
    [["audit-log", "--since", "soon"], "--since is a day or a time"],
    [["audit-log", "--format", "xml"], '--format is "csv" or "jsonl"'],
    [["import-django"], "Say where Django's database is"],
  ])("%j is not understood", async (line, reason) => {
    await auth.migrate();
    expect(await liveloom(line)).toMatchObject({ code: 2, err: expect.stringContaining(reason) });
  });

  test("has to say where the accounts are", async () => {
    const { code, err } = await liveloom(["user", "list"], { env: {} });
    expect([code, err]).toEqual([2, expect.stringContaining("--database")]);
  });

  test("is refused before the tables are there", async () => {
    const { code, err } = await liveloom(["user", "list"]);
    expect([code, err]).toEqual([1, expect.stringContaining("Run `liveloom migrate` first")]);
  });

  test.each([[[]], [["help"]], [["--help"]]])("%j lists the commands", async (line) => {
    const { code, out } = await liveloom(line);
    expect([code, out]).toEqual([0, expect.stringContaining("user create <username>")]);
  });

  test("with --help says what a command takes", async () => {
    const { code, out } = await liveloom(["user", "create", "--help"], { env: {} });
    expect([code, out]).toEqual([0, expect.stringContaining("--password-stdin")]);
  });
});
