/** The example with the alerts of the comparison of frameworks. */
import { createApp, Handlers } from "liveloom";
import { routes } from "../../examples/handlers/handlers.ts";
import { languages } from "../../examples/handlers/languages.ts";
import { serveParent } from "./parent.ts";

const handlers = new Handlers();
await handlers.load(new URL("../../examples/handlers/handlers/", import.meta.url));
const app = createApp({
  languages,
  routes,
  handlers,
  secret: "only-for-the-benchmark-0123456789abcdef",
  limits: { frameBurst: Number.POSITIVE_INFINITY, framesPerSecond: Number.POSITIVE_INFINITY },
  logger: { info: () => {}, warn: console.warn, error: console.error },
});
serveParent(await app.listen({ port: 0, host: "127.0.0.1" }));
