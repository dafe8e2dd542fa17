import { createApp, Handlers, html, logCalls } from "liveloom";
import { accounts } from "liveloom/auth";
import { assetsOf, common } from "../shared/assets.ts";
import { languages } from "./languages.ts";
import { layout } from "./layout.ts";
import { startMailServer } from "./mail.ts";
import { routes } from "./routes.ts";

const auth = accounts({ database: process.env.DATABASE_URL ?? "sqlite:data/handlers.db", permissions: {} });
const app = createApp({
  auth,
  languages,
  layout,
  routes,
  handlers: new Handlers().use(logCalls()),
  files: [...common.files, ...assetsOf("handlers").files],
});

await app.handlers(new URL("./handlers/", import.meta.url));
await startMailServer((subject) =>
  app.send("everyone", { target: "#mailbox", append: html`<li>${subject}</li>` }),
);
await app.start();
if (!(await auth.users.find("ada"))) await auth.users.create({ username: "ada", password: "weaving-is-fun" });

console.log(`Open ${await app.serve()}. Log in as ada (weaving-is-fun).`);
