import { createApp, live } from "liveloom";
import { accounts } from "liveloom/auth";
import { NoticeBoard, permissions } from "./notice-board.ts";

const auth = accounts({ database: process.env.DATABASE_URL ?? "sqlite:data/board.db", permissions });
const app = createApp({ auth, routes: [live("/", NoticeBoard)] });

await app.start();
if (!(await auth.users.find("ada"))) {
  const ada = await auth.users.create({ username: "ada", password: "weaving-is-fun" });
  await auth.users.grant(ada, "board.post_note");
  await auth.users.create({ username: "ben", password: "weaving-is-fun" });
}
console.log(`Open ${await app.serve()} as ada or ben (weaving-is-fun)`);
