import { createApp, event, html, LiveView, live, loginRequired } from "liveloom";
import { accounts, adminPermissions, definePermissions, defineRoles } from "liveloom/auth";

const permissions = definePermissions({
  ...adminPermissions,
  shop: { view_order: "See orders", pay_order: "Pay orders" },
});

const roles = defineRoles(permissions, {
  Support: ["auth.view_user", "auth.change_user", "shop.view_order"],
});

/** A page that somebody has open while something happens to their session. */
class Desk extends LiveView {
  static override readonly access = loginRequired();
  override title = "Desk";
  notes = 0;
  add = event(() => void this.notes++);

  render() {
    return html`<h1>Desk of ${this.user.username}</h1>
      <button live-click=${this.add}>${this.notes} notes</button>`;
  }
}

const auth = accounts({
  database: process.env.DATABASE_URL ?? "",
  permissions,
  roles,
  admin: true,
  // The tests are about pages: a hash that costs little.
  hashCost: { memory: 1024, passes: 1 },
});

const app = createApp({
  auth,
  routes: [live("/", Desk)],
  layout: (page) => html`<!doctype html><html lang=${page.lang}><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
    <title>${page.title}</title>${page.head}</head><body>${page.messages}<main>${page.body}</main></body></html>`,
});

await app.start();
const password = "weaving-is-fun";
await auth.users.create({ username: "root", password, isStaff: true, isSuperuser: true });
const helper = await auth.users.create({ username: "helper", password, isStaff: true });
await auth.users.addToGroup(helper, "Support");
const orders = await auth.groups.create("Orders");
await auth.groups.change(orders, { add: ["shop.view_order" as never] });
// Everybody who is needed once: what one test does to an account is nothing to the others.
for (let number = 1; number <= 60; number++) {
  const [username, lastName] = [`user${number}`, `Weaver${number}`];
  await auth.users.create({ username, password, lastName, email: `${username}@example.com` });
}

console.log(await app.listen({ port: Number(process.env.PORT) }));
