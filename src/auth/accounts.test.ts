import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { testDatabases } from "../../test/servers/test-databases.ts";
import { createSigner } from "../http/signing.ts";
import { createMemoryPubSub } from "../pubsub/memory.ts";
import { type BrowserSession, openSession } from "../session/browser-session.ts";
import { type Accounts, accounts } from "./accounts.ts";

const signer = createSigner("a-secret-for-tests-only-0123456789");

let auth: Accounts;
let session: BrowserSession;
let ada: number;

describe.each(testDatabases)("on $name", ({ open }) => {
  beforeEach(async () => {
    auth = accounts({
      database: await open(),
      permissions: { board: { post_note: "Pin notes to the board" } },
      hashCost: { memory: 1024, passes: 1 },
    });
    await auth.start({ pubsub: createMemoryPubSub() });
    session = await openSession({ store: auth.sessions, signer, cookie: undefined, now: Date.now() });
    ada = await auth.users.create({ username: "ada", password: "secret" });
  });

  afterEach(() => auth.close());

  describe("a login with a password", () => {
    test("gives the session to the user", async () => {
      expect(await auth.logInWithPassword(session, "ada", "secret")).toBe(true);
      expect(await auth.sessions.find(session.idHash, Date.now())).toMatchObject({ userId: ada });
    });

    test("leaves the session as it was when the password is wrong", async () => {
      expect(await auth.logInWithPassword(session, "ada", "wrong")).toBe(false);
      expect(session.record).toBeUndefined();
    });

    test.each([
      ["the password is changed", () => auth.users.setPassword(ada, "changed")],
      ["the user is deactivated", () => auth.users.setActive(ada, false)],
    ])("comes to nothing when %s while it is under way", async (_, change) => {
      const logIn = session.logIn.bind(session);
      vi.spyOn(session, "logIn").mockImplementationOnce(async (...given) => {
        await change();
        await logIn(...given);
      });
      expect(await auth.logInWithPassword(session, "ada", "secret")).toBe(false);
      expect(session.record).toBeUndefined();
      expect(await auth.sessions.removeOfUser(ada)).toEqual([]);
    });
  });

  test.each<[string, (id: number) => Promise<void>]>([
    ["setActive", (id) => auth.users.setActive(id, false)],
    ["setSuperuser", (id) => auth.users.setSuperuser(id, true)],
    ["setPassword", (id) => auth.users.setPassword(id, "secret")],
    ["grant", (id) => auth.users.grant(id, "board.post_note")],
    ["revoke", (id) => auth.users.revoke(id, "board.post_note")],
    ["addToGroup", (id) => auth.users.addToGroup(id, "Writers")],
    ["removeFromGroup", (id) => auth.users.removeFromGroup(id, "Writers")],
  ])("%s says when there is no such user", async (_, change) => {
    await auth.groups.ensure("Writers", []);
    await change(ada);
    await expect(change(ada + 1)).rejects.toThrow(`There is no user with the id ${ada + 1}.`);
  });

  describe("the epoch of a user", () => {
    const principalIn = async (one: BrowserSession) => await (await auth.identify(one)).current();
    const isIn = async (one: BrowserSession) => (await principalIn(one)).user.isAuthenticated;

    test.each<[string, boolean, () => Promise<void>]>([
      ["a new password", false, () => auth.users.setPassword(ada, "changed")],
      ["a deactivation, even when it is taken back", false, () => toggleActive()],
      ["log out everywhere", false, () => auth.users.endSessions(ada)],
      ["a new right", true, () => auth.users.grant(ada, "board.post_note")],
      ["a new flag", true, () => auth.users.setSuperuser(ada, true)],
    ])("after %s a session of before is valid: %s", async (_, isValid, change) => {
      await auth.logIn(session, ada);
      const { record } = session;
      if (!record) throw new Error("not logged in");
      await change();
      await auth.sessions.remove(record.idHash);
      await auth.sessions.create(record);
      expect(await isIn(session)).toBe(isValid);
    });

    async function toggleActive(): Promise<void> {
      await auth.users.setActive(ada, false);
      await auth.users.setActive(ada, true);
    }

    test("goes on in the session that is spared, and in no other", async () => {
      const other = await openSession({ store: auth.sessions, signer, cookie: undefined, now: Date.now() });
      await auth.logIn(session, ada);
      await auth.logIn(other, ada);
      await auth.users.setPassword(ada, "changed", session.idHash);
      expect([await isIn(session), await isIn(other)]).toEqual([true, false]);
    });

    test("does not take in a session of somebody else", async () => {
      const eve = await auth.users.create({ username: "eve" });
      await auth.logIn(session, eve);
      await auth.users.setPassword(ada, "changed", session.idHash);
      expect(await auth.sessions.find(session.idHash, Date.now())).toMatchObject({
        userId: eve,
        authEpoch: 0,
      });
    });
  });

  test("says what is wrong with a new password", async () => {
    const problems = await auth.passwordProblems("Ada.Lovelace", { username: "ada.lovelace" });
    expect(problems).toEqual(["This is too much like your username."]);
    expect(await auth.passwordProblems("correct horse battery")).toEqual([]);
  });

  test.each(["ada\0", "\0", "ad\ud800a", "a".repeat(10_000)])("nobody is called %j", async (username) => {
    expect(await auth.logInWithPassword(session, username, "secret")).toBe(false);
  });
});
