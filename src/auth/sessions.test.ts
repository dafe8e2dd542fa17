import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testDatabases } from "../../test/servers/test-databases.ts";
import { createSigner } from "../http/signing.ts";
import { createMemoryPubSub } from "../pubsub/memory.ts";
import { type BrowserSession, openSession } from "../session/browser-session.ts";
import { type Accounts, accounts } from "./accounts.ts";

const signer = createSigner("a-secret-for-tests-only-0123456789");
const minute = 60_000;
const start = Date.UTC(2026, 0, 1);

let auth: Accounts;
let clock: number;
let ada: number;
let eve: number;

const open = (cookie?: string) => openSession({ store: auth.sessions, signer, cookie, now: clock });

/** A session of the user's, opened now. */
async function logIn(userId: number, options = {}): Promise<BrowserSession> {
  const session = await open();
  await auth.logIn(session, userId, options);
  return session;
}

async function isIn(session: BrowserSession): Promise<boolean> {
  const identity = await auth.identify(session);
  const { user } = await identity.current();
  identity.release();
  return user.isAuthenticated;
}

describe.each(testDatabases)("on $name", ({ open: openDatabase }) => {
  beforeEach(async () => {
    clock = start;
    auth = accounts({
      database: await openDatabase(),
      permissions: { board: { post_note: "Pin notes to the board" } },
      hashCost: { memory: 1024, passes: 1 },
      sessionLifetimes: { unremembered: { idle: 10 * minute, absolute: 30 * minute } },
      now: () => clock,
    });
    await auth.start({ pubsub: createMemoryPubSub() });
    ada = await auth.users.create({ username: "ada", password: "secret" });
    eve = await auth.users.create({ username: "eve", password: "secret" });
  });

  afterEach(() => auth.close());

  describe("the sessions of a user", () => {
    test("are listed as their user may see them, last used first", async () => {
      const first = await logIn(ada, { userAgent: "Browser/1.0", address: "192.0.2.1" });
      clock += minute;
      const second = await logIn(ada, { isRemembered: true });
      await logIn(eve);
      expect(await auth.users.sessionsOf(ada)).toEqual([
        {
          idHash: second.idHash,
          createdAt: clock,
          lastSeenAt: clock,
          authenticatedAt: clock,
          expiresAt: clock + 14 * 24 * 60 * minute,
          idleLimit: 7 * 24 * 60 * minute,
          isRemembered: true,
          address: "",
          userAgent: "",
        },
        {
          idHash: first.idHash,
          createdAt: start,
          lastSeenAt: start,
          authenticatedAt: start,
          expiresAt: start + 30 * minute,
          idleLimit: 10 * minute,
          isRemembered: false,
          address: "192.0.2.1",
          userAgent: "Browser/1.0",
        },
      ]);
    });

    test("are not listed when they were not used for too long", async () => {
      await logIn(ada);
      clock += 10 * minute;
      expect(await auth.users.sessionsOf(ada)).toEqual([]);
    });

    test.each<[string, (own: string, other: string) => Promise<unknown>, boolean, boolean]>([
      ["one", (own) => auth.users.endSession(ada, own), false, true],
      ["all others", (own) => auth.users.endSessions(ada, own), true, false],
      ["all", () => auth.users.endSessions(ada), false, false],
    ])("end: %s", async (_, end, own, other) => {
      const [first, second, stranger] = [await logIn(ada), await logIn(ada), await logIn(eve)];
      await end(first.idHash, second.idHash);
      expect([await isIn(first), await isIn(second), await isIn(stranger)]).toEqual([own, other, true]);
    });

    test("are ended by nobody else's account", async () => {
      const session = await logIn(ada);
      expect(await auth.users.endSession(eve, session.idHash)).toBe(false);
      expect(await auth.users.endSession(eve, "unknown")).toBe(false);
      expect(await isIn(session)).toBe(true);
    });

    test("end with the user, of whom nothing is left", async () => {
      const session = await logIn(ada);
      await auth.users.grant(ada, "board.post_note");
      await auth.users.delete(ada);
      expect([await isIn(session), await auth.users.get(ada)]).toEqual([false, undefined]);
      expect(await auth.users.sessionsOf(ada)).toEqual([]);
      expect(await auth.users.create({ username: "ada" })).not.toBe(ada);
    });
  });

  describe("a session gets a new id", () => {
    /** What becomes of it: whether the old id and the new one are worth something. */
    async function worthOf(session: BrowserSession, before: string): Promise<[boolean, boolean]> {
      const find = async (idHash: string) => (await auth.sessions.find(idHash, clock)) !== undefined;
      return [await find(before), await find(session.idHash)];
    }

    test("when the password is confirmed, which counts as a proof from then on", async () => {
      const session = await logIn(ada);
      const before = session.idHash;
      clock += 5 * minute;
      expect(await auth.confirm(session, "secret")).toBe(true);
      expect(await worthOf(session, before)).toEqual([false, true]);
      expect(session.record).toMatchObject({
        userId: ada,
        createdAt: start,
        authenticatedAt: clock,
        expiresAt: start + 30 * minute,
      });
      expect(signer.verify(session.cookieChange ?? "", "session")).toBeDefined();
    });

    test("when its user's password is changed; all others end", async () => {
      const [session, other] = [await logIn(ada), await logIn(ada)];
      const before = session.idHash;
      await auth.changePassword(session, "changed");
      expect(await worthOf(session, before)).toEqual([false, true]);
      expect([await isIn(session), await isIn(other)]).toEqual([true, false]);
      expect(await auth.logInWithPassword(await open(), "ada", "changed")).toBe(true);
    });

    test.each<[string, () => Promise<void>]>([
      ["is given a permission", () => auth.users.grant(ada, "board.post_note")],
      ["loses a permission", () => auth.users.revoke(ada, "board.post_note")],
      ["comes into a group", () => auth.users.addToGroup(ada, "Writers")],
      ["leaves a group", () => auth.users.removeFromGroup(ada, "Writers")],
      ["becomes staff", () => auth.users.setStaff(ada, true)],
      ["becomes a superuser", () => auth.users.setSuperuser(ada, true)],
    ])("with the next page when its user %s", async (_, change) => {
      await auth.groups.ensure("Writers", []);
      const [session, stranger] = [await logIn(ada), await logIn(eve)];
      await change();
      const [again, other] = [await open(session.cookieChange), await open(stranger.cookieChange)];
      expect([again.record?.isRenewalDue, other.record?.isRenewalDue]).toEqual([true, false]);
      const before = again.idHash;
      await auth.renew(again);
      expect(await worthOf(again, before)).toEqual([false, true]);
      expect(again.record?.isRenewalDue).toBe(false);
    });

    test("with the next page when a group of its user may do something else", async () => {
      await auth.groups.ensure("Writers", []);
      await auth.users.addToGroup(ada, "Writers");
      const session = await logIn(ada);
      await auth.groups.ensure("Writers", ["board.post_note"]);
      expect((await open(session.cookieChange)).record?.isRenewalDue).toBe(true);
    });

    test("never when it was ended meanwhile", async () => {
      const session = await logIn(ada);
      await auth.users.endSessions(ada);
      expect(await auth.confirm(session, "secret")).toBe(false);
      expect(session.record).toBeUndefined();
      expect(await auth.users.sessionsOf(ada)).toEqual([]);
    });
  });

  describe("a confirmation", () => {
    test.each([
      ["a wrong password", "wrong"],
      ["no password", ""],
    ])("with %s changes nothing", async (_, password) => {
      const session = await logIn(ada);
      const { idHash, record } = session;
      expect(await auth.confirm(session, password)).toBe(false);
      expect([session.idHash, session.record]).toEqual([idHash, record]);
    });

    test("is nothing for a visitor", async () => {
      expect(await auth.confirm(await open(), "secret")).toBe(false);
    });

    test("is the user's own, not that of somebody with the same password", async () => {
      const session = await logIn(eve);
      await auth.users.setPassword(eve, "changed", session.idHash);
      expect(await auth.confirm(session, "secret")).toBe(false);
      expect(await auth.confirm(session, "changed")).toBe(true);
    });
  });

  test("nobody changes the password of nobody", async () => {
    await expect(auth.changePassword(await open(), "changed")).rejects.toThrow("LV-LOGIN-REQUIRED");
  });

  describe("the time of a session with an open page", () => {
    test.each([
      ["without use is over", 10 * minute, [], false],
      ["without use is not over a moment before", 10 * minute - 1, [], true],
      ["goes on while something is done there", 19 * minute - 1, [9 * minute], true],
      ["is over when nothing was done there for too long", 19 * minute, [8 * minute], false],
      [
        "is over in the end, whatever is done there",
        30 * minute,
        [9, 18, 27].map((at) => at * minute),
        false,
      ],
    ])("%s", async (_, end, uses, expected) => {
      const identity = await auth.identify(await logIn(ada));
      const isThere = async () => (await identity.current()).user.isAuthenticated;
      await isThere();
      for (const at of uses) {
        clock = start + at;
        expect(await isThere()).toBe(true);
        identity.used?.();
      }
      clock = start + end;
      expect(await isThere()).toBe(expected);
    });

    test("is known to the list of sessions", async () => {
      const session = await logIn(ada);
      const identity = await auth.identify(session);
      await identity.current();
      clock += 5 * minute;
      identity.used?.();
      clock += minute;
      await identity.current();
      expect(await auth.users.sessionsOf(ada)).toMatchObject([{ lastSeenAt: start + 5 * minute }]);
    });

    test.each([
      ["the database cannot be asked about is not over by that", false],
      ["is over is ended by the clock", true],
    ])("that %s", async (_, works) => {
      const session = await logIn(ada);
      const identity = await auth.identify(session);
      let isEnded = false;
      identity.onEnd(() => {
        isEnded = true;
      });
      await identity.current();
      clock += 10 * minute;
      if (!works) auth.sessions.find = () => Promise.reject(new Error("no database"));
      await auth.sweep();
      expect(isEnded).toBe(works);
    });
  });

  test("sessions have a lifetime of their own when they are remembered", async () => {
    const [short, long] = [await logIn(ada), await logIn(ada, { isRemembered: true })];
    expect([short.cookieLifetime, long.cookieLifetime]).toEqual([undefined, 14 * 24 * 60 * minute]);
  });
});
