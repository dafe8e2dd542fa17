import { createApp, Handlers, logCalls } from "liveloom";
import { accounts } from "liveloom/auth";
import { common } from "../shared/assets.ts";
import { arrived } from "./handlers/mail.ts";
import { routes } from "./handlers.ts";
import { languages } from "./languages.ts";
import { assets, layout } from "./layout.ts";
import { startMailServer } from "./mail-server.ts";

const auth = accounts({ database: process.env.DATABASE_URL ?? "sqlite:data/handlers.db", permissions: {} });
const app = createApp({
  auth,
  languages,
  layout,
  routes,
  handlers: new Handlers().use(logCalls()),
  files: [...common.files, ...assets.files],
});

await app.handlers(new URL("./handlers/", import.meta.url));
await startMailServer((subject) => app.send("everyone", arrived(subject)));
await app.start();
if (!(await auth.users.find("ada"))) await auth.users.create({ username: "ada", password: "weaving-is-fun" });

console.log(`Open ${await app.serve()}. Log in as ada (weaving-is-fun).`);
