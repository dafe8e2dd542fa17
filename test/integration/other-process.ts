/** Another process of an app, without pages: does what the test asks for, and says when that was finished. */
import { accounts } from "../../src/auth/accounts.ts";
import { createRedisPubSub } from "../../src/pubsub/redis.ts";
import { sessionOf } from "./live-app.ts";

const [database = "", redis = ""] = process.argv.slice(2);

const auth = accounts({ database, permissions: { board: { post_note: "Pin notes to the board" } } });
const pubsub = createRedisPubSub(redis);

const commands = {
  grant: (id: number) => auth.users.grant(id, "board.post_note"),
  revoke: (id: number) => auth.users.revoke(id, "board.post_note"),
  endSessions: (id: number) => auth.users.endSessions(id),
  deactivate: (id: number) => auth.users.setActive(id, false),
  confirm: async (_: number, cookie: string) =>
    await auth.confirm(await sessionOf(`session=${cookie}`, auth.sessions), "secret"),
};

export type OtherCommand = keyof typeof commands;

interface OtherMessage {
  readonly command: OtherCommand;
  /** The user's. */
  readonly id: number;
  /** The session's, for what is done in it. */
  readonly cookie?: string;
}

process.on("message", async ({ command, id, cookie = "" }: OtherMessage) => {
  await commands[command](id, cookie);
  process.send?.(Date.now());
});
process.on("disconnect", () => process.exit());

await auth.start({ pubsub });
await pubsub.connected;
process.send?.("ready");
