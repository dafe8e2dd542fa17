import { beforeEach, describe, expect, test } from "vitest";
import { approvePayout, type Bank } from "../../examples/demo/office/approve-payout.ts";
import { orderPolicy } from "../../examples/demo/office/order-policy.ts";
import { type Order, OrderStore, orderMigrations } from "../../examples/demo/office/order-store.ts";
import { payoutPolicy } from "../../examples/demo/office/payout-policy.ts";
import { type Payout, PayoutStore, payoutMigrations } from "../../examples/demo/office/payout-store.ts";
import { type Role, roles } from "../../examples/demo/office/permissions.ts";
import { Refusal } from "../../examples/demo/office/refusal.ts";
import { accounts } from "../../src/auth/accounts.ts";
import { migrate } from "../../src/database/migrate.ts";
import type { Database } from "../../src/database/open-database.ts";
import { createPrincipal, type Principal } from "../../src/live/principal.ts";
import { testDatabases } from "../servers/test-databases.ts";

const order: Order = {
  id: 1,
  ownerId: 7,
  owner: "carla",
  title: "Blue wool",
  amount: 990,
  state: "placed",
  reason: "",
};

const payout: Payout = {
  id: 1,
  requesterId: 7,
  requester: "abel",
  payee: "Dye Works",
  amount: 990,
  state: "waiting",
  approver: null,
};

/** Somebody with a role; asks the policies as accounts do. */
function somebody(role: Role, id: number): Principal {
  const held: readonly string[] = roles[role];
  const policies = [orderPolicy, payoutPolicy];
  const asker = createPrincipal({
    user: { id, username: role, isAuthenticated: true, isStaff: false, isSuperuser: false },
    can: (permission, ...object) =>
      object.length === 0
        ? held.includes(permission)
        : policies.some((policy) => policy.decides(asker, permission, object[0])),
  });
  return asker;
}

describe("what a role may do with an order and a payout", () => {
  const [own, others] = [7, 8];

  test.each<[Role, number, string[]]>([
    ["Customer", own, ["view order", "cancel order"]],
    ["Customer", others, []],
    ["Support", others, ["view order", "cancel order"]],
    ["Warehouse", others, ["view order", "ship order"]],
    ["Accountant", others, ["view payout"]],
    ["Payer", others, ["view payout", "approve payout"]],
    ["Payer", own, ["view order", "cancel order", "view payout"]],
  ])("%s with the id %i", (role, id, allowed) => {
    const asker = somebody(role, id);
    const may = [
      ...["view", "ship", "cancel"]
        .filter((action) => orderPolicy.allows(asker, action, order))
        .map((action) => `${action} order`),
      ...["view", "approve"]
        .filter((action) => payoutPolicy.allows(asker, action, payout))
        .map((action) => `${action} payout`),
    ];
    expect(may).toEqual(allowed);
  });
});

describe.each(testDatabases)("the office's tables on $name", ({ open }) => {
  let database: Database;
  let orders: OrderStore;
  let payouts: PayoutStore;
  let [ada, ben, cleo] = [0, 0, 0];

  beforeEach(async () => {
    database = await open();
    const auth = accounts({ database });
    await auth.migrate();
    await migrate(database, [...orderMigrations, ...payoutMigrations]);
    [ada = 0, ben = 0, cleo = 0] = [
      await auth.users.create({ username: "ada" }),
      await auth.users.create({ username: "ben" }),
      await auth.users.create({ username: "cleo" }),
    ];
    orders = new OrderStore(database);
    payouts = new PayoutStore(database);
    await orders.add(
      [ada, ben, ada].map((ownerId) => ({ ownerId, title: "Wool", amount: 990, state: "placed" })),
    );
    await payouts.add([{ requesterId: ada, payee: "Dye Works", amount: 5_000 }]);
  });

  /** A bank that notes what it pays, and takes a moment. */
  function slowBank() {
    const paid: number[] = [];
    const bank: Bank = {
      async transfer({ id }) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        paid.push(id);
      },
    };
    return { bank, paid };
  }

  test("give everybody the orders that the policy's scope leaves", async () => {
    const seen = async (asker: Principal) =>
      (await orders.list((query) => orderPolicy.scope(asker, query))).map(({ id }) => id);
    expect(await seen(somebody("Customer", ada))).toEqual([3, 1]);
    expect(await seen(somebody("Support", cleo))).toEqual([3, 2, 1]);
    expect(await seen(somebody("Accountant", cleo))).toEqual([]);
  });

  test("let an order be shipped or cancelled, once", async () => {
    expect(await orders.cancel(1, "Moths")).toBe(true);
    expect([await orders.ship(1), await orders.cancel(1, "Again")]).toEqual([false, false]);
    expect(await orders.find(1)).toMatchObject({ owner: "ada", state: "cancelled", reason: "Moths" });
  });

  test("pay a payout once, however many approve it at the same time", async () => {
    const { bank, paid } = slowBank();
    const approvers = [ben, cleo, ben, cleo, ben];
    const tries = approvers.map((userId) => approvePayout(1, { payouts, bank, userId }));
    const outcomes = (await Promise.allSettled(tries)).map((outcome) =>
      outcome.status === "fulfilled" ? "paid" : Object(outcome.reason).name,
    );
    expect(outcomes.sort()).toEqual(["Refusal", "Refusal", "Refusal", "Refusal", "paid"]);
    expect(paid).toEqual([1]);
    expect(await payouts.find(1)).toMatchObject({ state: "paid", requester: "ada" });
  });

  test("do not let anybody approve their own request, also when the question is left out", async () => {
    const { bank, paid } = slowBank();
    const refused = expect.objectContaining({ words: expect.stringContaining("You asked for this payout") });
    await expect(approvePayout(1, { payouts, bank, userId: ada })).rejects.toEqual(refused);
    expect(await payouts.claim(1, ada)).toBe(false);
    expect([paid, await payouts.find(1)]).toEqual([[], expect.objectContaining({ state: "waiting" })]);
  });

  test("say who was quicker", async () => {
    const { bank } = slowBank();
    await approvePayout(1, { payouts, bank, userId: ben });
    const again = approvePayout(1, { payouts, bank, userId: cleo });
    await expect(again).rejects.toThrow(Refusal);
    await expect(again).rejects.toMatchObject({ words: expect.stringContaining("already, by ben") });
  });

  test("have the payout wait again when the bank does not take it", async () => {
    const broken: Bank = { transfer: () => Promise.reject(new Error("no such account")) };
    await expect(approvePayout(1, { payouts, bank: broken, userId: ben })).rejects.toThrow("no such account");
    expect(await payouts.find(1)).toMatchObject({ state: "waiting", approver: null });
    const { bank, paid } = slowBank();
    await approvePayout(1, { payouts, bank, userId: ben });
    expect(paid).toEqual([1]);
  });

  test("refuse a payout that does not exist", async () => {
    const { bank } = slowBank();
    await expect(approvePayout(9, { payouts, bank, userId: ben })).rejects.toMatchObject({
      words: "There is no such payout.",
    });
  });
});
