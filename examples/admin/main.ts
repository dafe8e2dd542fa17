import { createApp, get } from "liveloom";
import { look } from "../shared/look.ts";
import { auth } from "./admin.ts";

const app = createApp({
  auth,
  routes: [get("/", (context) => context.redirect("/admin/"))],
  ...look("admin"),
});

const password = "weaving-is-fun";

await app.start();
if (!(await auth.users.find("ada"))) {
  const ada = await auth.users.create({ username: "ada", password, isStaff: true, isSuperuser: true });
  const ben = await auth.users.create({ username: "ben", password, isStaff: true });
  await auth.users.as({ user: { id: ada, username: "ada" } }).addToGroup(ben, "Support");
  for (const [firstName, lastName] of [
    ["Grace", "Hopper"],
    ["Hedy", "Lamarr"],
    ["Zoë", "van der Berg"],
  ] as const) {
    const username = firstName.toLowerCase();
    await auth.users.create({ username, firstName, lastName, email: `${username}@example.com` });
  }
}
console.log(`Open ${await app.serve()} as ada (may do everything) or ben (support), both with ${password}`);
