import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { definePolicy } from "../../src/auth/policy.ts";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import type { MountContext } from "../../src/live/mount-hooks.ts";
import { get } from "../../src/server/http-route.ts";
import { live } from "../../src/server/live-route.ts";
import { ServerFrame } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp, sessionOf } from "./live-app.ts";

interface Order {
  readonly id: number;
  readonly ownerId: number;
}

const all: Order[] = [
  { id: 1, ownerId: 1 },
  { id: 2, ownerId: 2 },
];
const findOrder = (id: number) => all.find((order) => order.id === id);

const orders = definePolicy<Order, readonly Order[]>("shop.order", {
  rules: {
    view: (user, { ownerId }) => ownerId === user.id || user.can("board.post_note"),
    change: (user, { ownerId }) => ownerId === user.id,
  },
  scope: (user, list) =>
    user.canAny(["board.post_note"]) ? list : list.filter(({ ownerId }) => ownerId === user.id),
});

const params = z.object({ id: z.coerce.number() });

const withOrder = (context: MountContext) =>
  orders.require(context, "view", findOrder(Number(context.params.id)));

/** An order, found in a hook; it may be changed by its owner only. */
class OrderPage extends LiveView<typeof params> {
  static params = params;
  static onMount = [withOrder];
  order: Order | undefined;
  told = "";
  mount() {
    this.order = this.given(withOrder);
  }
  change = event(() => {
    orders.require(this, "change", this.order, { openly: true });
    this.told = "changed";
  });
  authorize() {
    return this.order !== undefined && orders.allows(this, "view", this.order);
  }
  render() {
    return html`<p>order ${this.order?.id} ${this.told}</p>`;
  }
}

class OrderList extends LiveView {
  render() {
    return html`<p>${orders
      .scope(this, all)
      .map(({ id }) => id)
      .join()}</p>`;
  }
}

let auth: Accounts;
let app: LiveApp;
const cookies: Record<string, string> = { nobody: "" };

beforeAll(async () => {
  auth = accounts({
    database: "sqlite::memory:",
    permissions: {
      board: { post_note: "Pin notes to the board" },
      shop: { view_order: "See orders", change_order: "Change orders" },
    },
    policies: [orders],
  });
  app = await LiveApp.start({
    auth,
    production: true,
    routes: [
      live("/orders/:id/", OrderPage),
      live("/orders/", OrderList),
      get("/plain/:id/", (context) =>
        Response.json(orders.require(context, "view", findOrder(Number(context.params.id)))),
      ),
      get("/open/:id/", (context) =>
        Response.json(
          orders.require(context, "view", findOrder(Number(context.params.id)), { openly: true }),
        ),
      ),
    ],
  });
  await app.open("/");
  for (const username of ["ada", "eve", "clerk", "root"]) {
    const id = await auth.users.create({ username, isSuperuser: username === "root" });
    if (username === "clerk") await auth.users.grant(id, "board.post_note");
    const session = await sessionOf("", auth.sessions);
    await auth.logIn(session, id);
    cookies[username] = `session=${session.cookieChange}`;
  }
});

afterAll(() => app.close());

describe.each([
  ["ada", 200],
  ["eve", 404],
  ["clerk", 200],
  ["root", 200],
  ["nobody", 404],
])("for %s", (who, status) => {
  test.each(["/orders/1/", "/plain/1/"])(`the order at %s answers with ${status}`, async (path) => {
    expect((await app.open(path, cookies[who])).status).toBe(status);
  });
});

test.each(["/orders/", "/plain/"])("at %s, missing and forbidden orders look the same", async (path) => {
  const [forbidden, missing] = [
    await app.open(`${path}1/`, cookies.eve),
    await app.open(`${path}9/`, cookies.eve),
  ];
  const bare = (page: string) => page.replace(/nonce="[^"]*"|value="[^"]*"/g, "");
  expect([forbidden.status, bare(forbidden.html)]).toEqual([404, bare(missing.html)]);
});

test("what is asked to be open about it says that an order is forbidden", async () => {
  const statuses = [1, 9].map(async (id) => (await app.open(`/open/${id}/`, cookies.eve)).status);
  expect(await Promise.all(statuses)).toEqual([403, 404]);
});

test.each([
  ["ada", "1"],
  ["eve", "2"],
  ["clerk", "1,2"],
  ["root", "1,2"],
  ["nobody", ""],
])("the list of %s has the orders %j", async (who, ids) => {
  expect((await app.open("/orders/", cookies[who])).html).toContain(`<p lv>${ids}</p>`);
});

test("an event asks the policy about the object, too", async () => {
  const [owner, clerk] = [
    await app.visit("/orders/1/", cookies.ada),
    await app.visit("/orders/1/", cookies.clerk),
  ];
  expect(await owner.call("change")).toMatchObject({ 0: ServerFrame.Answer });
  expect(await clerk.call("change")).toMatchObject({ 0: ServerFrame.Refused, 3: "LV-PERMISSION-DENIED" });
});

test("an open page is left when its object is not its user's any more", async () => {
  const clerk = await app.visit("/orders/1/", cookies.clerk);
  await auth.users.revoke(3, "board.post_note");
  expect(await clerk.call("change")).toEqual([ServerFrame.Redirect, 0, "/orders/1/"]);
});
