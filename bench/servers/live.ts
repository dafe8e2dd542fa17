/** An app with one page: the `Page` of the file in bench/pages/ that the command line names, and after how many milliseconds its views rest. */
import { createApp, type LiveView, live } from "liveloom";
import { serveParent } from "./parent.ts";

const [name, hibernateAfter] = process.argv.slice(2);
const { Page, topic }: { Page: new () => LiveView; topic?: string } = await import(`../pages/${name}.ts`);

const app = createApp({
  routes: [live("/", Page)],
  ...(hibernateAfter && { hibernateAfter: Number(hibernateAfter) }),
  secret: "only-for-the-benchmark-0123456789abcdef",
  limits: { frameBurst: Number.POSITIVE_INFINITY, framesPerSecond: Number.POSITIVE_INFINITY },
  logger: { info: () => {}, warn: console.warn, error: console.error },
});
const origin = await app.listen({ port: 0, host: "127.0.0.1" });
serveParent(origin, (message) => app.publish(topic ?? "", message));
