import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PermissionDenied } from "../errors.ts";
import { createSigner } from "../http/signing.ts";
import type { Permission, Principal } from "../live/principal.ts";
import { createMemoryPubSub } from "../pubsub/memory.ts";
import { openSession } from "../session/browser-session.ts";
import type { PermissionBackend } from "./account-principal.ts";
import { type Accounts, accounts } from "./accounts.ts";
import type { AccountsOptions } from "./accounts-options.ts";
import type { AuthenticationBackend } from "./logins.ts";
import { definePolicy } from "./policy.ts";

const signer = createSigner("a-secret-for-tests-only-0123456789");
const permissions = { shop: { view_order: "See orders", change_order: "Change orders" } };
const orders = definePolicy<{ ownerId: number }>("shop.order", {
  rules: { view: (user, { ownerId }) => user.id === ownerId },
});

let auth: Accounts;

async function start(options: Partial<AccountsOptions> = {}): Promise<number> {
  auth = accounts({
    database: "sqlite::memory:",
    permissions,
    policies: [orders],
    hashCost: { memory: 1024, passes: 1 },
    ...options,
  });
  await auth.start({ pubsub: createMemoryPubSub() });
  return await auth.users.create({ username: "ada", password: "secret" });
}

const open = () => openSession({ store: auth.sessions, signer, cookie: undefined, now: Date.now() });

async function principalOf(userId?: number): Promise<Principal> {
  const session = await open();
  if (userId !== undefined) await auth.logIn(session, userId);
  return await (await auth.identify(session)).current();
}

// The compiler knows the permissions of the examples only.
const [view, change] = ["shop.view_order", "shop.change_order"] as string[] as Permission[] as [
  Permission,
  Permission,
];

afterEach(() => auth.close());

describe("permission backends", () => {
  const yes: PermissionBackend = () => () => true;
  const dontKnow: PermissionBackend = () => () => undefined;
  const no: PermissionBackend = () => () => false;
  const deny: PermissionBackend = () => () => {
    throw new PermissionDenied();
  };
  const broken: PermissionBackend = () => () => {
    throw new Error("no connection");
  };
  const late: PermissionBackend = () => (async () => true) as never;

  // The user holds view_order by the accounts' own backend, and nothing else.
  test.each<[string, (own: PermissionBackend) => PermissionBackend[], held: boolean, other: boolean]>([
    ["only the own one", (own) => [own], true, false],
    ["none at all", () => [], false, false],
    ["another one instead", () => [yes], true, true],
    ["the own one, then one that lets", (own) => [own, yes], true, true],
    ["one that lets, then the own one", (own) => [yes, own], true, true],
    ["one that says no, then the own one", (own) => [no, own], true, false],
    ["one that does not know, then the own one", (own) => [dontKnow, own], true, false],
    ["one that denies, then the own one", (own) => [deny, own], false, false],
    ["the own one, then one that denies", (own) => [own, deny], true, false],
    ["one that lets, then one that denies", () => [yes, deny], true, true],
    ["one that fails, then the own one", (own) => [broken, own], false, false],
    ["one that only promises, then the own one", (own) => [late, own], true, false],
  ])("%s", async (_, permissionBackends, held, other) => {
    const ada = await start({ permissionBackends });
    await auth.users.grant(ada, view);
    const principal = await principalOf(ada);
    expect([view, change].map((name) => principal.can(name))).toEqual([held, other]);
  });

  test("are asked once about a user, however many permissions are asked for", async () => {
    const backend = vi.fn(yes);
    const ada = await start({ permissionBackends: (own) => [own, backend] });
    const principal = await principalOf(ada);
    for (let count = 0; count < 5; count++) principal.can(change);
    expect(backend.mock.calls).toEqual([[expect.objectContaining({ id: ada, username: "ada" })]]);
  });

  test("hear which object it is about, and who asks", async () => {
    const answer = vi.fn(() => true);
    const ada = await start({ permissionBackends: () => [() => answer] });
    const principal = await principalOf(ada);
    principal.can(view, { ownerId: 7 });
    principal.can(view, undefined);
    principal.can(view);
    expect(answer.mock.calls).toEqual([
      ["shop.view_order", principal, { ownerId: 7 }],
      ["shop.view_order", principal, undefined],
      ["shop.view_order", principal],
    ]);
  });

  test("may deny what a policy would allow", async () => {
    const ada = await start({ permissionBackends: (own) => [deny, own] });
    const principal = await principalOf(ada);
    expect(orders.allows(principal, "view", { ownerId: ada })).toBe(false);
    expect(() => orders.require(principal, "view", { ownerId: ada })).toThrow("LV-NOT-FOUND");
  });

  test("are not asked about superusers, who may everything", async () => {
    const backend = vi.fn(() => () => false);
    const ada = await start({ permissionBackends: () => [backend] });
    await auth.users.setSuperuser(ada, true);
    const principal = await principalOf(ada);
    expect([principal.can(view), principal.can(view, {})]).toEqual([true, true]);
  });

  test("may let visitors who are not logged in", async () => {
    const backend: PermissionBackend =
      ({ isAuthenticated }) =>
      (permission) =>
        !isAuthenticated && permission === "shop.view_order";
    await start({ permissionBackends: (own) => [own, backend] });
    const principal = await principalOf();
    expect([principal.can(view), principal.can(change)]).toEqual([true, false]);
  });

  test("that cannot be asked refuse the page instead of forgetting a denial", async () => {
    const ada = await start({
      permissionBackends: (own) => [own, () => Promise.reject(new Error("no connection"))],
    });
    await expect(principalOf(ada)).rejects.toThrow("no connection");
  });
});

describe("authentication backends", () => {
  const nobody: AuthenticationBackend = () => undefined;
  const deny: AuthenticationBackend = () => {
    throw new PermissionDenied();
  };
  const byToken: AuthenticationBackend = async ({ password }) =>
    password === "token" ? { id: 1 } : undefined;

  test.each<[string, (own: AuthenticationBackend) => AuthenticationBackend[], password: string, boolean]>([
    ["only the own one", (own) => [own], "secret", true],
    ["none at all", () => [], "secret", false],
    ["another one instead, with its own proof", () => [byToken], "token", true],
    ["another one instead, with a password", () => [byToken], "secret", false],
    ["one that knows nobody, then the own one", (own) => [nobody, own], "secret", true],
    ["the own one, then one that knows the user", (own) => [own, byToken], "token", true],
    ["one that denies, then the own one", (own) => [deny, own], "secret", false],
    ["the own one, then one that denies", (own) => [own, deny], "secret", true],
    [
      "the own one with a wrong password, then one that denies, then one more",
      (own) => [own, deny, byToken],
      "token",
      false,
    ],
  ])("%s", async (_, authenticationBackends, password, expected) => {
    await start({ authenticationBackends });
    expect(await auth.logInWithPassword(await open(), "ada", password)).toBe(expected);
  });

  test.each<[string, AuthenticationBackend]>([
    ["a user who is not active", async () => ({ id: 1 })],
    ["a user who does not exist", async () => ({ id: 99 })],
    ["a user of an epoch that is over", async () => ({ id: 2, authEpoch: -1 })],
  ])("do not get %s in", async (_, backend) => {
    const ada = await start({ authenticationBackends: () => [backend] });
    await auth.users.create({ username: "eve" });
    await auth.users.setActive(ada, false);
    const session = await open();
    expect(await auth.logInWithPassword(session, "ada", "secret")).toBe(false);
    expect(session.record).toBeUndefined();
  });

  test("that fail let nobody in", async () => {
    await start({ authenticationBackends: (own) => [() => Promise.reject(new Error("no directory")), own] });
    await expect(auth.logInWithPassword(await open(), "ada", "secret")).rejects.toThrow("no directory");
  });
});

test("nobody who is not active can be logged in by the program either", async () => {
  const ada = await start();
  await auth.users.setActive(ada, false);
  await expect(auth.logIn(await open(), ada)).rejects.toThrow("LV-USER-UNKNOWN");
});

describe("an inactive user", () => {
  beforeEach(() => start());

  test("holds nothing and is nobody, even as a superuser in a session that is left over", async () => {
    const session = await open();
    await auth.logIn(session, 1);
    await auth.users.setSuperuser(1, true);
    const record = await auth.sessions.find(session.idHash, Date.now());
    await auth.users.setActive(1, false);
    if (record) await auth.sessions.create({ ...record, authEpoch: 99 });
    const principal = await (await auth.identify(session)).current();
    expect([principal.user.isAuthenticated, principal.can(view)]).toEqual([false, false]);
  });
});
