import {
  createApp,
  event,
  get,
  Handlers,
  type HttpContext,
  handler,
  html,
  LiveView,
  live,
  logCalls,
  under,
} from "liveloom";
import { accounts, definePermissions, type PermissionName } from "liveloom/auth";
import { createLanguages } from "liveloom/languages";

const permissions = definePermissions({ shop: { see_orders: "See orders" } });

declare module "liveloom" {
  interface Permissions extends Record<PermissionName<typeof permissions>, true> {}
}

const auth = accounts({ database: process.env.DATABASE_URL ?? "sqlite::memory:", permissions });

const languages = createLanguages({
  default: "en",
  messages: {
    en: { clicks: "{count, plural, one {# click} other {# clicks}}" },
    de: { clicks: "{count, plural, one {# Klick} other {# Klicks}}" },
  },
});

const line = (text: string) => ({ target: "#log", append: html`<li>${text}</li>` });

const idOf = async (username: string) => (await auth.users.find(username))?.id ?? 0;

const handlers = [
  handler("to_room", (ctx) => ctx.to("orders").send(line("an order"))),
  handler("to_ada", async (ctx) => ctx.toUser(await idOf("ada")).send(line("for ada"))),
  handler("to_tabs", (ctx) => ctx.tabs.send(line("for my tabs"))),
  handler("to_others", (ctx) => ctx.others.send(line("for the others"))),
  handler("revoke", async (ctx) => {
    await auth.users.revoke(await idOf("ada"), "shop.see_orders");
    await ctx.send(line("revoked"));
  }),
  handler("closed", (ctx) => ctx.send(line("open"))),
  handler("orders", { permission: "shop.see_orders" }, (ctx) => ctx.send(line("all orders"))),
  handler("say_clicks", async (ctx) => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    await ctx.send(line(languages.t("clicks", { count: 2 })));
  }),
];

function body(context: HttpContext) {
  return html`<p id="who">${context.principal.user.username}</p><ul id="log"></ul>
    ${handlers.map(({ name }) => html`<button live-call=${name}>${name}</button>`)}
    <form method="post" action="/accounts/logout/">${context.csrfField()}<button>Log out</button></form>`;
}

class Counter extends LiveView {
  count = 0;
  add = event(async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    this.count++;
  });
  render() {
    return html`<button live-click=${this.add}>${languages.t("clicks", { count: this.count })}</button>`;
  }
}

const app = createApp({
  auth,
  languages,
  routes: [
    get("/webhook/", async () => {
      app.send({ user: await idOf("ada") }, line("from a webhook"));
      return new Response("ok");
    }),
    get("/", (context) => context.page({ title: "Start", body: body(context) })),
    get("/shop/", (context) =>
      context.page({ title: "Shop", body: html`<div live-room="orders">${body(context)}</div>` }),
    ),
    ...languages.supported.flatMap((language) =>
      under(`/${language}`, [
        get("/", (context) => context.page({ title: "Start", body: body(context) })),
        live("/counter/", Counter),
      ]),
    ),
  ],
  handlers: new Handlers(handlers)
    .use(logCalls())
    .use((ctx) => ctx.send(line("closed today")), { only: /^closed$/ }),
  authorizeRoom: (room, principal) => room === "orders" && principal.can("shop.see_orders"),
});

await app.start();
for (const username of ["ada", "ben"])
  if (!(await auth.users.find(username))) await auth.users.create({ username, password: "weaving-is-fun" });
await auth.users.grant(await idOf("ada"), "shop.see_orders");

console.log(`Open ${await app.serve()}`);
