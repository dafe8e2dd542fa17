import { LiveloomError } from "../../errors.ts";
import { commandLineActor } from "../actor.ts";
import { choosePassword, passwordOptions } from "../choose-password.ts";
import type { Command } from "../command.ts";
import { findUser } from "../find-user.ts";

export const userPassword: Command = {
  name: "user password",
  words: ["<username>"],
  about: "Gives a user another password, and ends all their sessions.",
  options: passwordOptions,
  async run(call) {
    const user = await findUser(call);
    const password = await choosePassword(call, user);
    if (password === undefined)
      throw new LiveloomError("LV-CLI-PASSWORD", { reason: "nobody can be asked; use --password-stdin" });
    await call.auth.users.as(commandLineActor()).setPassword(user.id, password);
    const { id, username } = user;
    return {
      lines: [`${username} has another password, and is logged out everywhere.`],
      json: { id, username },
    };
  },
};
