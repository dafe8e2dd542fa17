/** Another process of an app, without pages: does what the test asks for, and says when that was finished. */
import { accounts } from "../../src/auth/accounts.ts";
import { createRedisPubSub } from "../../src/pubsub/redis.ts";

const [database = "", redis = ""] = process.argv.slice(2);

const auth = accounts({ database, permissions: { board: { post_note: "Pin notes to the board" } } });
const pubsub = createRedisPubSub(redis);

const commands = {
  grant: (id: number) => auth.users.grant(id, "board.post_note"),
  revoke: (id: number) => auth.users.revoke(id, "board.post_note"),
  endSessions: (id: number) => auth.users.endSessions(id),
};

export type OtherCommand = keyof typeof commands;

process.on("message", async ({ command, id }: { command: OtherCommand; id: number }) => {
  await commands[command](id);
  process.send?.(Date.now());
});
process.on("disconnect", () => process.exit());

await auth.start({ pubsub });
await pubsub.connected;
process.send?.("ready");
