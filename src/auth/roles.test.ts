import { beforeEach, describe, expect, test } from "vitest";
import { testDatabases } from "../../test/servers/test-databases.ts";
import type { Database } from "../database/open-database.ts";
import { createMemoryPubSub } from "../pubsub/memory.ts";
import { userTopic } from "./account-topics.ts";
import { type Accounts, accounts } from "./accounts.ts";
import { definePermissions, modelPermissions } from "./permissions.ts";
import { defineRoles, type RoleDeclarations } from "./roles.ts";

const permissions = definePermissions({
  shop: { ...modelPermissions("order"), view_all_orders: "See everybody's orders" },
});

describe("modelPermissions", () => {
  test("are four for each model, with a description", () => {
    expect(modelPermissions("order_line")).toEqual({
      add_order_line: "Can add order line",
      change_order_line: "Can change order line",
      delete_order_line: "Can delete order line",
      view_order_line: "Can view order line",
    });
    expect(Object.keys(modelPermissions("order", "payout"))).toHaveLength(8);
  });

  test("may be described better, and stand beside others", () => {
    expect(
      definePermissions({ shop: { ...modelPermissions("order"), add_order: "Take orders" } }).shop.add_order,
    ).toBe("Take orders");
  });

  test("are not made of nothing", () => {
    // @ts-expect-error at least one model
    expect(() => modelPermissions()).toThrow("LV-PERMISSION-EMPTY");
  });

  test("have names like all permissions", () => {
    expect(() => definePermissions({ shop: modelPermissions("Order") })).toThrow("LV-PERMISSION-NAME");
  });
});

describe("defineRoles", () => {
  test("gives back what it got", () => {
    const roles = {
      Clerk: ["shop.view_order"],
      Boss: ["shop.view_all_orders", "shop.delete_order"],
    } as const;
    expect(defineRoles(permissions, roles)).toBe(roles);
  });

  test.each<[string, RoleDeclarations, string]>([
    ["a permission that is not declared", { Clerk: ["shop.view_orders"] }, "LV-PERMISSION-UNKNOWN"],
    ["no permissions", { Clerk: [] }, "LV-PERMISSION-EMPTY"],
    ["no name", { " ": ["shop.view_order"] }, "LV-GROUP-NAME"],
    ["a name that is too long", { ["a".repeat(151)]: ["shop.view_order"] }, "LV-GROUP-NAME"],
  ])("refuses a role with %s", (_, roles, code) => {
    expect(() => defineRoles(permissions, roles as never)).toThrow(code);
  });

  test("refuses a mistyped permission when it is compiled", () => {
    // @ts-expect-error view_orders is not declared
    expect(() => defineRoles(permissions, { Clerk: ["shop.view_orders"] })).toThrow("LV-PERMISSION-UNKNOWN");
  });
});

describe.each(testDatabases)("roles on $name", ({ open }) => {
  let database: Database;

  beforeEach(async () => {
    database = await open();
  });

  const authWith = (roles?: RoleDeclarations, declared = permissions) =>
    accounts({ database, permissions: declared, ...(roles && { roles }) });
  const unchanged = { added: [], removed: [], extra: [], otherGroups: [] };
  const clerk = (permission: string) => ({ group: "Clerk", permission });

  // The compiler knows the permissions of the examples only.
  const give = (auth: Accounts, names: readonly string[]) => auth.groups.ensure("Clerk", names as never);

  test("come into the database once, however often they are synced", async () => {
    const auth = authWith({ Clerk: ["shop.view_order", "shop.change_order"] });
    const first = await auth.migrate();
    expect(first.migrations).not.toEqual([]);
    expect(first.roles).toEqual({
      ...unchanged,
      added: [clerk("shop.view_order"), clerk("shop.change_order")],
    });
    expect(await auth.migrate()).toEqual({ migrations: [], roles: unchanged, otherPermissions: [] });
    const ada = await auth.users.create({ username: "ada" });
    await auth.users.addToGroup(ada, "Clerk");
    expect(await auth.users.permissionsOf(ada)).toEqual(new Set(["shop.view_order", "shop.change_order"]));
  });

  test("come into the database once when several processes start at the same time", async () => {
    const auths = [1, 2, 3].map(() => authWith({ Clerk: ["shop.view_order"], Boss: ["shop.delete_order"] }));
    const done = await Promise.all(auths.map((auth) => auth.migrate()));
    expect(done.flatMap(({ roles }) => roles.added)).toHaveLength(2);
  });

  test("lose what the code no longer gives them", async () => {
    await authWith({ Clerk: ["shop.view_order", "shop.change_order"] }).migrate();
    const { roles } = await authWith({ Clerk: ["shop.view_order"] }).migrate();
    expect(roles).toEqual({ ...unchanged, removed: [clerk("shop.change_order")] });
  });

  test("keep what people gave them by hand, and say so, until they are asked to prune", async () => {
    const auth = authWith({ Clerk: ["shop.view_order"] });
    await auth.migrate();
    await give(auth, ["shop.view_order", "shop.delete_order"]);
    await auth.groups.ensure("Friends", []);
    const found = { ...unchanged, otherGroups: ["Friends"] };
    expect((await auth.migrate()).roles).toEqual({ ...found, extra: [clerk("shop.delete_order")] });
    expect((await auth.migrate({ prune: true })).roles).toEqual({
      ...found,
      removed: [clerk("shop.delete_order")],
    });
    expect((await auth.migrate()).roles).toEqual(found);
  });

  test("lose it even when people changed other permissions of theirs by hand", async () => {
    const auth = authWith({ Clerk: ["shop.view_order", "shop.change_order"] });
    await auth.migrate();
    await give(auth, ["shop.view_order", "shop.change_order", "shop.delete_order"]);
    const { roles } = await authWith({ Clerk: ["shop.view_order"] }).migrate();
    expect(roles).toMatchObject({
      removed: [clerk("shop.change_order")],
      extra: [clerk("shop.delete_order")],
    });
  });

  test("get back what people took from them", async () => {
    const auth = authWith({ Clerk: ["shop.view_order"] });
    await auth.migrate();
    await give(auth, []);
    expect((await auth.migrate()).roles).toEqual({ ...unchanged, added: [clerk("shop.view_order")] });
  });

  test("are left alone by a process that declares none", async () => {
    await authWith({ Clerk: ["shop.view_order"] }).migrate();
    expect((await authWith().migrate()).roles).toEqual(unchanged);
    expect((await authWith({ Clerk: ["shop.view_order"] }).migrate()).roles).toEqual(unchanged);
  });

  test("are announced to the pages of their members when they change", async () => {
    const auth = authWith({ Clerk: ["shop.view_order"] });
    await auth.migrate();
    const ada = await auth.users.create({ username: "ada" });
    await auth.users.addToGroup(ada, "Clerk");
    const pubsub = createMemoryPubSub();
    const heard = new Promise((resolve) => pubsub.subscribe(userTopic(ada), resolve));
    await authWith({ Clerk: ["shop.delete_order"] }).start({ pubsub });
    expect(await heard).toBe("changed");
  });

  test("tell of permissions that the code does not declare any more", async () => {
    await authWith().migrate();
    const fewer = accounts({ database, permissions: { shop: modelPermissions("order") } });
    expect((await fewer.migrate()).otherPermissions).toEqual(["shop.view_all_orders"]);
  });
});
