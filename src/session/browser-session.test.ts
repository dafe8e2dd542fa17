import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { createSigner } from "../http/signing.ts";
import { type BrowserSession, openSession } from "./browser-session.ts";
import { createMemorySessionStore } from "./memory.ts";
import { sessionLifetimes } from "./session.ts";
import type { SessionRecord, SessionStore } from "./session-store.ts";

const signer = createSigner("a-secret-for-tests-only-0123456789");
const stranger = createSigner("another-secret-for-tests-0123456789");
const start = Date.UTC(2026, 0, 1);
const minute = 60_000;
const sessionLifetime = sessionLifetimes.unremembered;

let store: SessionStore;

beforeEach(() => {
  store = createMemorySessionStore();
});

function open(cookie?: string, now = start): Promise<BrowserSession> {
  return openSession({ store, signer, cookie, now });
}

/** The cookie of a session that user 7 logged in to at `start`. */
async function loggedIn(): Promise<string> {
  const session = await open();
  await session.logIn(7);
  return cookieOf(session);
}

function cookieOf({ cookieChange }: BrowserSession): string {
  if (cookieChange === undefined) throw new Error("The session gives no cookie");
  return cookieChange;
}

function hashOf(cookie: string): string {
  const id = signer.verify(cookie, "session") ?? "";
  return createHash("sha256").update(id).digest("base64url");
}

describe("a visitor without a cookie", () => {
  test("has a session of their own, no row and no cookie", async () => {
    const create = vi.spyOn(store, "create");
    const [one, two] = [await open(), await open()];
    expect(one.idHash).not.toBe(two.idHash);
    expect([one.record, one.cookieChange]).toEqual([undefined, undefined]);
    expect(create).not.toHaveBeenCalled();
  });

  test("is given a cookie when something depends on it, and keeps the session by it", async () => {
    const first = await open();
    first.ensureCookie();
    const second = await open(cookieOf(first));
    expect(second.idHash).toBe(first.idHash);
    second.ensureCookie();
    expect(second.cookieChange).toBeUndefined();
  });

  test("is given an id that nobody can guess, of which the server keeps a hash", async () => {
    const session = await open();
    session.ensureCookie();
    const id = signer.verify(cookieOf(session), "session") ?? "";
    expect(Buffer.from(id, "base64url")).toHaveLength(32);
    expect(session.idHash).toBe(createHash("sha256").update(id).digest("base64url"));
  });
});

describe("a cookie that this app did not make", () => {
  test.each([
    ["empty", ""],
    ["without a signature", "chosen-by-the-attacker"],
    ["with an empty signature", "chosen-by-the-attacker."],
    ["signed with another secret", stranger.sign("chosen-by-the-attacker", "session")],
    ["signed for another purpose", signer.sign("chosen-by-the-attacker", "join")],
    ["with another id under the signature", `x${signer.sign("chosen-by-the-attacker", "session")}`],
    ["far too long", "x".repeat(100_000)],
  ])("%s is not adopted, not looked up and replaced", async (_, cookie) => {
    const [find, create] = [vi.spyOn(store, "find"), vi.spyOn(store, "create")];
    const session = await open(cookie);
    session.ensureCookie();
    expect(signer.verify(cookieOf(session), "session")).toMatch(/^[\w-]{43}$/);
    expect(session.idHash).not.toBe(
      createHash("sha256").update("chosen-by-the-attacker").digest("base64url"),
    );
    expect(session.record).toBeUndefined();
    expect(find).not.toHaveBeenCalled();
    expect(create).not.toHaveBeenCalled();
  });
});

test("a cookie of a session that was ended meanwhile creates no row", async () => {
  const cookie = await loggedIn();
  await store.remove(hashOf(cookie));
  const create = vi.spyOn(store, "create");
  const session = await open(cookie, start + 2 * minute);
  expect(session.record).toBeUndefined();
  expect(create).not.toHaveBeenCalled();
  expect(await store.find(hashOf(cookie), start)).toBeUndefined();
});

describe("logging in", () => {
  test("stores the session for its user until the absolute lifetime is over", async () => {
    const session = await open();
    const details = { authEpoch: 3, isRemembered: false, address: "192.0.2.1", userAgent: "Browser/1.0" };
    await session.logIn(7, details);
    const record: SessionRecord = {
      idHash: session.idHash,
      userId: 7,
      data: {},
      createdAt: start,
      lastSeenAt: start,
      authenticatedAt: start,
      expiresAt: start + sessionLifetime.absolute,
      idleLimit: sessionLifetime.idle,
      formerIds: [],
      hasSecondFactor: false,
      isRenewalDue: false,
      ...details,
    };
    expect(session.record).toEqual(record);
    expect(await store.find(session.idHash, start)).toEqual(record);
    expect((await open(cookieOf(session))).record).toEqual(record);
  });

  test("changes the id that the visitor had before", async () => {
    const visitor = await open();
    visitor.ensureCookie();
    const before = cookieOf(visitor);
    const session = await open(before);
    await session.logIn(7);
    expect(session.idHash).not.toBe(hashOf(before));
    expect((await open(before)).record).toBeUndefined();
    expect((await open(cookieOf(session))).record?.userId).toBe(7);
  });

  test("again, as somebody else, leaves nothing of the session before", async () => {
    const before = await loggedIn();
    const session = await open(before);
    await session.logIn(8);
    expect(await store.find(hashOf(before), start)).toBeUndefined();
    expect(await store.removeOfUser(7)).toEqual([]);
    expect((await open(cookieOf(session))).record?.userId).toBe(8);
  });
});

describe("renewing", () => {
  test("gives the session another id and changes it; nothing else is lost", async () => {
    const before = await loggedIn();
    const session = await open(before);
    const old = session.idHash;
    expect(await session.renew({ authenticatedAt: start + minute })).toBe(true);
    expect((await open(before)).record).toBeUndefined();
    const again = await open(cookieOf(session));
    expect(again.record).toEqual(session.record);
    expect(again.record).toMatchObject({ userId: 7, createdAt: start, authenticatedAt: start + minute });
    expect(again.idHashes).toEqual([session.idHash, old]);
  });

  test("keeps messages, and remembers the ids of the last renewals only", async () => {
    const session = await open(await loggedIn());
    session.flash({ level: "info", text: "Hello" });
    await session.saveMessages();
    const again = await open(await loggedIn());
    const ids: string[] = [];
    for (let count = 0; count < 9; count++) {
      ids.unshift(again.idHash);
      await again.renew();
    }
    expect(again.idHashes).toEqual([again.idHash, ...ids.slice(0, 5)]);
    await session.renew();
    expect((await open(cookieOf(session))).takeMessages()).toEqual([{ level: "info", text: "Hello" }]);
  });

  test("never brings a session back that was ended meanwhile", async () => {
    const cookie = await loggedIn();
    const session = await open(cookie);
    await store.remove(hashOf(cookie));
    expect(await session.renew()).toBe(false);
    expect(session.record).toBeUndefined();
    expect((await open(cookieOf(session))).record).toBeUndefined();
  });

  test("of a visitor's session stores nothing", async () => {
    const session = await open();
    expect(await session.renew()).toBe(false);
    expect([session.record, session.idHashes]).toEqual([undefined, [session.idHash]]);
  });
});

describe("end", () => {
  test("removes the session and gives the browser another id", async () => {
    const before = await loggedIn();
    const session = await open(before);
    await session.end();
    expect(session.record).toBeUndefined();
    expect(await store.find(hashOf(before), start)).toBeUndefined();
    expect(hashOf(cookieOf(session))).not.toBe(hashOf(before));
    expect((await open(cookieOf(session))).record).toBeUndefined();
  });

  test("of a visitor's session stores nothing", async () => {
    const create = vi.spyOn(store, "create");
    const session = await open();
    await session.end();
    expect(create).not.toHaveBeenCalled();
  });
});

describe("the lifetime of a session", () => {
  test.each([
    [sessionLifetime.idle - 1, true],
    [sessionLifetime.idle, false],
  ])("%i ms after the last request it is still there: %s", async (later, isThere) => {
    const cookie = await loggedIn();
    expect((await open(cookie, start + later)).record !== undefined).toBe(isThere);
  });

  test("is prolonged by requests", async () => {
    const cookie = await loggedIn();
    const almostIdle = sessionLifetime.idle - 1;
    await open(cookie, start + almostIdle);
    expect((await open(cookie, start + almostIdle * 2)).record).toBeDefined();
  });

  test("ends for good at the absolute one, however often it is used", async () => {
    const cookie = await loggedIn();
    const { absolute, idle } = sessionLifetime;
    for (let time = idle / 2; time < absolute; time += idle / 2) await open(cookie, start + time);
    expect((await open(cookie, start + absolute - 1)).record).toBeDefined();
    expect((await open(cookie, start + absolute)).record).toBeUndefined();
  });

  test("is not prolonged by a request that comes too late", async () => {
    const cookie = await loggedIn();
    await open(cookie, start + sessionLifetime.idle);
    expect((await store.find(hashOf(cookie), start))?.lastSeenAt).toBe(start);
  });
});

describe("the time a session was last seen", () => {
  test.each([
    [0, start],
    [minute - 1, start],
    [minute, start + minute],
    [5 * minute, start + 5 * minute],
  ])("after a request %i ms later is %i", async (later, lastSeenAt) => {
    const cookie = await loggedIn();
    await open(cookie, start + later);
    expect((await store.find(hashOf(cookie), start))?.lastSeenAt).toBe(lastSeenAt);
  });

  test("is written at most once a minute", async () => {
    const cookie = await loggedIn();
    const update = vi.spyOn(store, "update");
    for (let second = 0; second < 180; second++) await open(cookie, start + second * 1_000);
    expect(update).toHaveBeenCalledTimes(2);
  });
});
