import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testDatabases } from "../../test/servers/test-databases.ts";
import type { Permission } from "../live/principal.ts";
import { createMemoryPubSub } from "../pubsub/memory.ts";
import { type Accounts, accounts } from "./accounts.ts";

const [view, change, unused] = ["shop.view_order", "shop.change_order", "shop.delete_order"] as string[] as [
  Permission,
  Permission,
  Permission,
];

let auth: Accounts;

describe.each(testDatabases)("the users with a permission, on $name", ({ open }) => {
  beforeEach(async () => {
    const shop = { view_order: "See", change_order: "Change", delete_order: "Delete" };
    auth = accounts({ database: await open(), permissions: { shop } });
    await auth.start({ pubsub: createMemoryPubSub() });
    await auth.groups.ensure("Clerks", [view, change]);
    await auth.groups.ensure("Readers", [view]);
    const ids = new Map<string, number>();
    for (const username of ["direct", "grouped", "both", "root", "nobody", "gone", "goneRoot"])
      ids.set(username, await auth.users.create({ username, isSuperuser: /root/i.test(username) }));
    const id = (name: string) => ids.get(name) ?? 0;
    for (const name of ["direct", "both", "gone"]) await auth.users.grant(id(name), view);
    for (const name of ["grouped", "both"]) await auth.users.addToGroup(id(name), "Readers");
    await auth.users.addToGroup(id("both"), "Clerks");
    for (const name of ["gone", "goneRoot"]) await auth.users.setActive(id(name), false);
  });

  afterEach(() => auth.close());

  test.each<[Permission, boolean, string[]]>([
    [view, false, ["direct", "grouped", "both", "root"]],
    [view, true, ["direct", "grouped", "both", "root", "gone", "goneRoot"]],
    [change, false, ["both", "root"]],
    [unused, false, ["root"]],
  ])("%s, with inactive ones: %s", async (permission, withInactive, expected) => {
    const users = await auth.users.usersWith(permission, { withInactive });
    expect(users.map(({ username }) => username)).toEqual(expected);
    expect(users.every((user) => !("passwordHash" in user))).toBe(true);
  });

  test("are not known for one that is not declared", async () => {
    await expect(auth.users.usersWith("shop.view_orders" as never)).rejects.toThrow("LV-PERMISSION-UNKNOWN");
  });
});
