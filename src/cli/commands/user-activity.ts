import { commandLineActor } from "../actor.ts";
import type { Call, Command, Outcome } from "../command.ts";
import { findUser } from "../find-user.ts";

export const userDeactivate: Command = {
  name: "user deactivate",
  words: ["<username>"],
  about: "Keeps a user out: all their sessions end, and they cannot log in.",
  options: {},
  run: (call) => setActive(call, false),
};

export const userActivate: Command = {
  name: "user activate",
  words: ["<username>"],
  about: "Lets a user in again who was deactivated.",
  options: {},
  run: (call) => setActive(call, true),
};

async function setActive(call: Call, isActive: boolean): Promise<Outcome> {
  const { id, username } = await findUser(call);
  await call.auth.users.as(commandLineActor()).setActive(id, isActive);
  const line = isActive ? `${username} may log in again.` : `${username} is logged out and cannot log in.`;
  return { lines: [line], json: { id, username, isActive } };
}
