import { createApp, live } from "liveloom";
import { accounts } from "liveloom/auth";
import { look } from "../shared/look.ts";
import { Guests, guestList, permissions } from "./guest-list.ts";

const guests = new Guests(["Ada Lovelace", "Grace Hopper", "Hedy Lamarr"]);

const auth = accounts({ database: process.env.DATABASE_URL ?? "sqlite:data/guests.db", permissions });
const app = createApp({ auth, routes: [live("/", guestList(guests))], ...look("guest-list") });

await app.start();
if (!(await auth.users.find("ada"))) {
  const ada = await auth.users.create({ username: "ada", password: "weaving-is-fun" });
  await auth.users.grant(ada, "guests.remove_guest");
  await auth.users.create({ username: "ben", password: "weaving-is-fun" });
}
console.log(`Open ${await app.serve()} as ada or ben (weaving-is-fun)`);
