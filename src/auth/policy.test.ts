import { describe, expect, test } from "vitest";
import { type Asker, anonymousUser } from "../live/principal.ts";
import { accountPrincipal } from "./account-principal.ts";
import { accounts } from "./accounts.ts";
import { definePolicy } from "./policy.ts";
import { storedPermissions } from "./stored-permissions.ts";

interface Order {
  readonly id: number;
  readonly ownerId: number;
}

type Query = { readonly where: string };

const orders = definePolicy<Order, Query>("shop.order", {
  rules: {
    view: (user, { ownerId }) => ownerId === user.id || user.can("board.post_note"),
    change: (user, { ownerId }) => user.isAuthenticated && ownerId === user.id,
    delete: () => {
      throw new Error("no database");
    },
    approve: (async () => true) as never,
  },
  scope: (user, query) => (user.can("board.post_note") ? query : { where: `owner_id = ${user.id}` }),
});

const names = [...orders.permissions, "shop.add_order", "board.post_note"];
const declared = new Map(names.map((name) => [name, ""]));

function asker(user: object, held: readonly string[] = []): Promise<Asker> {
  const stored = storedPermissions({ declared, policies: [orders], heldBy: async () => new Set(held) });
  return accountPrincipal({ ...anonymousUser, isAuthenticated: true, ...user }, { backends: [stored] });
}

const owner = await asker({ id: 1 });
const other = await asker({ id: 2 });
const clerk = await asker({ id: 3 }, ["board.post_note"]);
const superuser = await asker({ id: 4, isSuperuser: true });
const nobody = await asker(anonymousUser, ["board.post_note"]);
const order: Order = { id: 12, ownerId: 1 };

describe("a policy", () => {
  test.each<[string, Asker, string, boolean]>([
    ["the owner: view", owner, "view", true],
    ["the owner: change", owner, "change", true],
    ["somebody else: view", other, "view", false],
    ["somebody else: change", other, "change", false],
    ["somebody else who holds a permission: view", clerk, "view", true],
    ["somebody else who holds another permission: change", clerk, "change", false],
    ["nobody who is logged in: view", nobody, "view", false],
    ["a superuser: change", superuser, "change", true],
    ["a superuser, where a rule would fail: delete", superuser, "delete", true],
    ["the owner, when the rule throws: delete", owner, "delete", false],
    ["the owner, when the rule gives a promise: approve", owner, "approve", false],
    ["the owner, without a rule: add", owner, "add", false],
    ["the owner, by a name that every object has: constructor", owner, "constructor", false],
  ])("%s", (_, who, action, expected) => {
    expect(orders.allows(who, action, order)).toBe(expected);
  });

  test("gives the object to those who may", () => {
    expect(orders.require(owner, "view", order)).toBe(order);
  });

  test.each([
    ["is missing", undefined],
    ["is null", null],
    ["is somebody else's", order],
  ])("says that there is none when the object %s", (_, item) => {
    expect(() => orders.require(other, "view", item)).toThrow("LV-NOT-FOUND");
  });

  test("says openly that it is forbidden where it is asked to", () => {
    expect(() => orders.require(other, "view", order, { openly: true })).toThrow("LV-PERMISSION-DENIED");
    expect(() => orders.require(other, "view", undefined, { openly: true })).toThrow("LV-NOT-FOUND");
  });

  test("narrows queries to what somebody may see", () => {
    const all = { where: "true" };
    expect([orders.scope(other, all), orders.scope(clerk, all)]).toEqual([{ where: "owner_id = 2" }, all]);
  });

  test("without a scope lets nobody query", () => {
    const closed = definePolicy<Order, Query>("shop.order", { rules: {} });
    expect(() => closed.scope(superuser, { where: "true" })).toThrow("LV-PERMISSION-DENIED");
  });

  test("answers for the permissions of its model", () => {
    expect(orders.permissions).toEqual([
      "shop.view_order",
      "shop.change_order",
      "shop.delete_order",
      "shop.approve_order",
    ]);
  });
});

describe("can(permission, object)", () => {
  type Question = [permission: string, item?: unknown];

  // The compiler knows the permissions of the examples only.
  const ask = async ({ user }: Asker, [permission, ...item]: Question) =>
    (await asker(user, ["shop.change_order", "old.gone"])).can(permission as never, ...item);

  test.each<[string, Asker, Question, boolean]>([
    ["what is held", other, ["shop.change_order"], true],
    ["what is held, for one's own object", owner, ["shop.change_order", order], true],
    ["what is held, for another's object", other, ["shop.change_order", order], false],
    ["what is not held", owner, ["shop.view_order"], false],
    ["what is not held, for one's own object", owner, ["shop.view_order", order], true],
    ["an object without a rule", owner, ["shop.add_order", order], false],
    ["an object of another kind", owner, ["shop.view_order", "text"], false],
    ["null instead of an object", owner, ["shop.view_order", null], false],
    ["what is held, for an object that was not found", owner, ["shop.change_order", undefined], false],
    ["what is held and no longer declared", owner, ["old.gone"], false],
    ["anything, by a superuser", superuser, ["shop.add_order", order], true],
  ])("%s", async (_, who, question, expected) => {
    expect(await ask(who, question)).toBe(expected);
  });

  test("refuses policies about permissions that are not declared", () => {
    expect(() => accounts({ database: "sqlite::memory:", policies: [orders] })).toThrow(
      "LV-PERMISSION-UNKNOWN",
    );
  });
});
