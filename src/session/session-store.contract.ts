import { beforeEach, describe, expect, test } from "vitest";
import type { SessionChange, SessionRecord, SessionStore } from "./session-store.ts";

const record: SessionRecord = {
  idHash: "hash-1",
  userId: 7,
  data: {},
  createdAt: 1_000,
  lastSeenAt: 2_000,
  authenticatedAt: 1_500,
  expiresAt: 10_000,
  idleLimit: 5_000,
  isRemembered: false,
  address: "192.0.2.1",
  userAgent: "Browser/1.0",
  authEpoch: 3,
  formerIds: [],
  hasSecondFactor: false,
  isRenewalDue: false,
};

/** What every {@link SessionStore} does. Call it from the tests of each implementation with a maker of empty ones. */
export function sessionStoreContract(name: string, create: () => SessionStore | Promise<SessionStore>): void {
  describe(`${name} as a SessionStore`, () => {
    let store: SessionStore;

    beforeEach(async () => {
      store = await create();
    });

    async function createAll(...changes: readonly Partial<SessionRecord>[]): Promise<void> {
      for (const change of changes) await store.create({ ...record, ...change });
    }

    test("finds a session as it was created", async () => {
      await createAll({}, { idHash: "hash-2", userId: null });
      expect(await store.find("hash-1", 2_000)).toEqual(record);
      expect(await store.find("hash-2", 2_000)).toEqual({ ...record, idHash: "hash-2", userId: null });
    });

    test.each([
      ["nothing", {}],
      ["nested values", { cart: [{ id: 1, tags: ["a", null] }], isNew: true, price: 1.5, none: null }],
      ["text of all kinds", { "": "", text: `"quoted" \\ 'it' \u0000 \u{1F600} é`, __proto: "x" }],
    ])("keeps data with %s", async (_, data) => {
      await createAll({ data });
      expect((await store.find("hash-1", 0))?.data).toEqual(data);
    });

    test("keeps its own copy of data, whatever becomes of the given one", async () => {
      const [created, updated] = [{ cart: ["a"] }, { cart: ["b"] }];
      await createAll({ data: created });
      created.cart.push("x");
      expect((await store.find("hash-1", 0))?.data).toEqual({ cart: ["a"] });
      await store.update("hash-1", { data: updated });
      updated.cart.push("x");
      expect((await store.find("hash-1", 0))?.data).toEqual({ cart: ["b"] });
    });

    test("does not find what was never created, and creates nothing by looking", async () => {
      expect(await store.find("hash-1", 0)).toBeUndefined();
      expect(await store.update("hash-1", { userId: 7 })).toBe(false);
      expect(await store.find("hash-1", 0)).toBeUndefined();
    });

    test.each([
      [9_999, true],
      [10_000, false],
      [10_001, false],
    ])("at %i, of a session that expires at 10000, finds it: %s", async (now, isFound) => {
      await createAll({});
      expect((await store.find("hash-1", now)) !== undefined).toBe(isFound);
    });

    test.each<[SessionChange]>([
      [{ userId: 8 }],
      [{ userId: null }],
      [{ data: { theme: "dark" } }],
      [{ lastSeenAt: 3_000 }],
      [{ expiresAt: 20_000 }],
      [{ authenticatedAt: 2_500, authEpoch: 4 }],
      [{ isRemembered: true, idleLimit: 90_000_000_000 }],
      [{ address: "2001:db8::1", userAgent: "" }],
      [{ isRenewalDue: true, formerIds: ["newer", "older"] }],
      [{ userId: 8, data: { a: 1 }, lastSeenAt: 3_000, expiresAt: 20_000 }],
      [{}],
    ])("update(%j) changes that and nothing else", async (change) => {
      await createAll({ data: { kept: true } }, { idHash: "hash-2" });
      expect(await store.update("hash-1", change)).toBe(true);
      expect(await store.find("hash-1", 0)).toEqual({ ...record, data: { kept: true }, ...change });
      expect(await store.find("hash-2", 0)).toEqual({ ...record, idHash: "hash-2" });
    });

    test("loses neither of two updates that are made at the same time", async () => {
      await createAll({});
      await Promise.all([
        store.update("hash-1", { data: { theme: "dark" } }),
        store.update("hash-1", { lastSeenAt: 3_000 }),
      ]);
      expect(await store.find("hash-1", 0)).toEqual({
        ...record,
        data: { theme: "dark" },
        lastSeenAt: 3_000,
      });
    });

    test("never brings a removed session back by an update", async () => {
      await createAll({});
      const [, updated] = await Promise.all([
        store.remove("hash-1"),
        store.update("hash-1", { lastSeenAt: 3_000 }),
      ]);
      expect(updated).toBe(false);
      expect(await store.find("hash-1", 0)).toBeUndefined();
    });

    test("gives a session another id, and changes it, once", async () => {
      await createAll({ data: { kept: true } }, { idHash: "hash-2" });
      expect(await store.rename("hash-1", "new", { authenticatedAt: 3_000, isRenewalDue: false })).toBe(true);
      expect(await store.find("new", 0)).toEqual({
        ...record,
        idHash: "new",
        data: { kept: true },
        authenticatedAt: 3_000,
      });
      expect(await store.find("hash-1", 0)).toBeUndefined();
      expect(await store.find("hash-2", 0)).toEqual({ ...record, idHash: "hash-2" });
      expect(await store.rename("hash-1", "newer", {})).toBe(false);
      expect(await store.find("newer", 0)).toBeUndefined();
    });

    test("gives a session that is removed meanwhile no other id", async () => {
      await createAll({});
      const [, renamed] = await Promise.all([store.remove("hash-1"), store.rename("hash-1", "new", {})]);
      expect(renamed).toBe(false);
      expect(await store.find("new", 0)).toBeUndefined();
    });

    test.each<[SessionChange]>([[{ isRenewalDue: true }], [{}]])(
      "changes all sessions of a user by %j, and no others",
      async (change) => {
        await createAll({ idHash: "a" }, { idHash: "b" }, { idHash: "other", userId: 8 });
        await store.updateOfUser(7, change);
        expect(await store.find("a", 0)).toEqual({ ...record, idHash: "a", ...change });
        expect(await store.find("b", 0)).toEqual({ ...record, idHash: "b", ...change });
        expect(await store.find("other", 0)).toEqual({ ...record, idHash: "other", userId: 8 });
      },
    );

    test("removes one session, and does not mind when it is gone already", async () => {
      await createAll({}, { idHash: "hash-2" });
      await store.remove("hash-1");
      await store.remove("hash-1");
      expect(await store.find("hash-1", 0)).toBeUndefined();
      expect(await store.find("hash-2", 0)).toBeDefined();
    });

    test("lists the sessions of a user that are not expired, last seen first", async () => {
      await createAll(
        { idHash: "old", lastSeenAt: 1 },
        { idHash: "new", lastSeenAt: 3 },
        { idHash: "b", lastSeenAt: 2 },
        { idHash: "a", lastSeenAt: 2 },
        { idHash: "expired", expiresAt: 100 },
        { idHash: "other", userId: 8 },
        { idHash: "nobody", userId: null },
      );
      expect((await store.listOfUser(7, 100)).map(({ idHash }) => idHash)).toEqual(["new", "a", "b", "old"]);
      expect(await store.listOfUser(8, 100)).toEqual([{ ...record, idHash: "other", userId: 8 }]);
      expect(await store.listOfUser(9, 100)).toEqual([]);
    });

    describe("removeOfUser", () => {
      beforeEach(async () => {
        await createAll(
          { idHash: "a" },
          { idHash: "b" },
          { idHash: "other", userId: 8 },
          { idHash: "nobody", userId: null },
        );
      });

      async function left(): Promise<string[]> {
        const found = ["a", "b", "other", "nobody"].map(async (idHash) => await store.find(idHash, 0));
        return (await Promise.all(found)).flatMap((session) => session?.idHash ?? []);
      }

      test("ends all sessions of the user, and says which", async () => {
        expect((await store.removeOfUser(7)).sort()).toEqual(["a", "b"]);
        expect(await left()).toEqual(["other", "nobody"]);
      });

      test("spares the session it is told to", async () => {
        expect(await store.removeOfUser(7, "b")).toEqual(["a"]);
        expect(await left()).toEqual(["b", "other", "nobody"]);
      });

      test("ends all when the session to spare is another user's", async () => {
        expect((await store.removeOfUser(7, "other")).sort()).toEqual(["a", "b"]);
      });

      test("ends nothing of a user without sessions", async () => {
        expect(await store.removeOfUser(9)).toEqual([]);
        expect(await left()).toEqual(["a", "b", "other", "nobody"]);
      });
    });

    test("removeExpired deletes what is expired and counts it", async () => {
      await createAll(
        { idHash: "a", expiresAt: 100 },
        { idHash: "b", expiresAt: 200 },
        { idHash: "c", expiresAt: 201 },
      );
      expect(await store.removeExpired(200)).toBe(2);
      expect(await store.find("a", 0)).toBeUndefined();
      expect(await store.find("b", 0)).toBeUndefined();
      expect(await store.find("c", 0)).toBeDefined();
      expect(await store.removeExpired(200)).toBe(0);
    });
  });
}
