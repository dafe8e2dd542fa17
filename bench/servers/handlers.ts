/** An app with one page without a live view, whose handler replaces one element; what it is told, it sends to every page. */
import { createApp, get, handler, html } from "liveloom";
import { serveParent } from "./parent.ts";

let count = 0;

const replace = handler("replace", (ctx) => ctx.send({ target: "#count", html: html`<b>${++count}</b>` }));

const app = createApp({
  routes: [get("/", (context) => context.page({ title: "Count", body: html`<p id="count"></p>` }))],
  handlers: [replace],
  secret: "only-for-the-benchmark-0123456789abcdef",
  limits: { frameBurst: Number.POSITIVE_INFINITY, framesPerSecond: Number.POSITIVE_INFINITY },
  logger: { info: () => {}, warn: console.warn, error: console.error },
});
const origin = await app.listen({ port: 0, host: "127.0.0.1" });
serveParent(origin, (tick) => app.send("everyone", { target: "#count", html: html`<b>${Number(tick)}</b>` }));
