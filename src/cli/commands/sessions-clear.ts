import { commandLineActor } from "../actor.ts";
import type { Command } from "../command.ts";
import { counted } from "../counted.ts";
import { userNamed } from "../find-user.ts";

export const sessionsClear: Command = {
  name: "sessions clear",
  words: [],
  about: "Deletes sessions and links whose time is over. The app does so, too, when it starts.",
  options: { user: { type: "string", about: "end all sessions of this user instead" } },
  async run({ auth, text }) {
    const username = text("user");
    if (username === undefined) {
      const { sessions, links } = await auth.clearExpired();
      return {
        lines: [`Deleted ${counted(sessions, "session")} and ${counted(links, "link")}.`],
        json: { sessions, links },
      };
    }
    const user = await userNamed(auth, username);
    const { length: sessions } = await auth.users.sessionsOf(user.id);
    await auth.users.as(commandLineActor()).endSessions(user.id);
    return { lines: [`Ended ${counted(sessions, "session")} of ${user.username}.`], json: { sessions } };
  },
};
