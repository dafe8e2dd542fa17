import { commandLineActor } from "../actor.ts";
import { choosePassword, passwordOptions } from "../choose-password.ts";
import type { Call, Command, Outcome } from "../command.ts";

export const userCreate: Command = {
  name: "user create",
  words: ["<username>"],
  about: "Makes a user. Asks for a password; where nobody can be asked, the user has none.",
  options: {
    email: { type: "string", about: "their e-mail address" },
    "first-name": { type: "string", about: "their first name" },
    "last-name": { type: "string", about: "their last name" },
    staff: { type: "boolean", about: "they may see what is only for people who run the app" },
    superuser: { type: "boolean", about: "they may do everything" },
    "no-password": { type: "boolean", about: "ask for no password" },
    ...passwordOptions,
  },
  run: create,
};

async function create(call: Call): Promise<Outcome> {
  const [username = ""] = call.words;
  const details = {
    username,
    email: call.text("email") ?? "",
    firstName: call.text("first-name") ?? "",
    lastName: call.text("last-name") ?? "",
  };
  const password = call.has("no-password") ? undefined : await choosePassword(call, details);
  const id = await call.auth.users.as(commandLineActor()).create({
    ...details,
    isStaff: call.has("staff") || call.has("superuser"),
    isSuperuser: call.has("superuser"),
    ...(password !== undefined && { password }),
  });
  const without = password === undefined ? ", who has no password and cannot log in with one" : "";
  return { lines: [`Made ${username} (${id})${without}.`], json: { id, username } };
}
