import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testDatabases } from "../../test/servers/test-databases.ts";
import { createSigner } from "../http/signing.ts";
import type { Permission, PermissionList, Principal } from "../live/principal.ts";
import { createMemoryPubSub } from "../pubsub/memory.ts";
import { openSession } from "../session/browser-session.ts";
import { type Accounts, accounts } from "./accounts.ts";

const signer = createSigner("a-secret-for-tests-only-0123456789");
const shop = { add_order: "Add", change_order: "Change", view_order: "See" };
// The compiler knows the permissions of the examples only.
const [add, change, view] = ["shop.add_order", "shop.change_order", "shop.view_order"] as string[] as [
  Permission,
  Permission,
  Permission,
];

let auth: Accounts;

/** A new user: what they were given, and what became of them. */
interface Given {
  readonly direct?: readonly Permission[];
  readonly groups?: readonly string[];
  readonly isSuperuser?: boolean;
  readonly isStaff?: boolean;
}

async function principalOf({
  direct = [],
  groups = [],
  ...flags
}: Given | undefined = {}): Promise<Principal> {
  const id = await auth.users.create({ username: "ada", ...flags });
  for (const permission of direct) await auth.users.grant(id, permission);
  for (const group of groups) await auth.users.addToGroup(id, group);
  const session = await openSession({ store: auth.sessions, signer, cookie: undefined, now: Date.now() });
  await auth.logIn(session, id);
  return await (await auth.identify(session)).current();
}

describe.each(testDatabases)("what a user may do, on $name", ({ open }) => {
  beforeEach(async () => {
    auth = accounts({ database: await open(), permissions: { shop } });
    await auth.start({ pubsub: createMemoryPubSub() });
    await auth.groups.ensure("Viewers", [view]);
    await auth.groups.ensure("Editors", [view, change]);
    await auth.groups.ensure("Nothing", []);
  });

  afterEach(() => auth.close());

  test.each<[string, Given, Permission[]]>([
    ["nothing given", {}, []],
    ["directly", { direct: [add] }, [add]],
    ["by a group", { groups: ["Editors"] }, [change, view]],
    ["by several groups", { groups: ["Viewers", "Editors"] }, [change, view]],
    ["by a group without permissions", { groups: ["Nothing"] }, []],
    ["directly and by a group", { direct: [add, view], groups: ["Viewers"] }, [add, view]],
    ["as staff alone", { isStaff: true }, []],
    ["as a superuser", { isSuperuser: true }, [add, change, view]],
  ])("%s", async (_, given, held) => {
    const principal = await principalOf(given);
    expect([add, change, view].filter((name) => principal.can(name))).toEqual(held);
    // Without a policy no object is anybody's but a superuser's.
    expect([add, change, view].filter((name) => principal.can(name, {}))).toEqual(
      given.isSuperuser ? held : [],
    );
  });

  test.each<[PermissionList, boolean, boolean]>([
    [[view], true, true],
    [[view, change], true, true],
    [[view, add], false, true],
    [[add], false, false],
  ])("for %j: all %s, any %s", async (permissions, all, any) => {
    const principal = await principalOf({ groups: ["Editors"] });
    expect([principal.canAll(permissions), principal.canAny(permissions)]).toEqual([all, any]);
  });

  test.each<[string, (id: number) => Promise<void>]>([
    ["it is taken away", (id) => auth.users.revoke(id, view)],
    ["they leave the group", (id) => auth.users.removeFromGroup(id, "Editors")],
    ["the group loses it", () => auth.groups.ensure("Editors", [change])],
  ])("stays when %s and it is held in another way", async (_, take) => {
    const principal = await principalOf({ direct: [view], groups: ["Viewers", "Editors"] });
    await take(principal.user.id);
    expect(await auth.users.permissionsOf(principal.user.id)).toContain(view);
  });

  test("is what it was when it was read, and nobody keeps it for that reason", async () => {
    const principal = await principalOf({ direct: [view] });
    await auth.users.revoke(principal.user.id, view);
    expect(principal.can(view)).toBe(true);
  });
});
