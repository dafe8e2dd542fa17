import { createApp, html, type LayoutPage, live, staticFiles } from "liveloom";
import { accounts } from "liveloom/auth";
import { Guests, guestList, permissions } from "./guest-list.ts";

const files = staticFiles("/static/", new URL("./public", import.meta.url));

const layout = (page: LayoutPage) => html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${page.title}</title>
  <link rel="stylesheet" href=${files.url("guests.css")}>
  ${page.head}
</head>
<body><main>${page.body}</main></body>
</html>`;

const guests = new Guests();
for (const name of ["Ada Lovelace", "Grace Hopper", "Hedy Lamarr"]) guests.add({ name, table: "Garden" });

const auth = accounts({ database: process.env.DATABASE_URL ?? "sqlite:data/guests.db", permissions });
const app = createApp({ auth, layout, files: [files], routes: [live("/", guestList(guests))] });

await app.start();
if (!(await auth.users.find("ada"))) {
  const ada = await auth.users.create({ username: "ada", password: "weaving-is-fun" });
  await auth.users.grant(ada, "guests.remove_guest");
  await auth.users.create({ username: "ben", password: "weaving-is-fun" });
}
console.log(`Open ${await app.serve()} as ada or ben (weaving-is-fun)`);
