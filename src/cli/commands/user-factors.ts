import type { FactorCounts } from "../../auth/user-proofs.ts";
import { commandLineActor } from "../actor.ts";
import type { Command } from "../command.ts";
import { counted } from "../counted.ts";
import { findUser } from "../find-user.ts";

export const userFactors: Command = {
  name: "user factors",
  words: ["<username>"],
  about: "Shows a user's second factors; takes them away from somebody who has lost them.",
  options: {
    remove: { type: "boolean", about: "take all of them away, and end all sessions of the user" },
  },
  async run(call) {
    const { id, username } = await findUser(call);
    const isRemoved = call.has("remove");
    const users = call.auth.users.as(commandLineActor());
    const counts = isRemoved ? await users.removeSecondFactors(id) : await users.secondFactorsOf(id);
    const line = isRemoved
      ? `${username} had ${described(counts)}: all are removed, and ${username} is logged out everywhere.`
      : `${username} has ${described(counts)}.`;
    return { lines: [line], json: { id, username, isRemoved, ...counts } };
  },
};

function described({ totp, passkeys, recoveryCodes }: FactorCounts): string {
  const app = totp > 0 ? "an authenticator app" : "no authenticator app";
  return `${app}, ${counted(passkeys, "passkey")} and ${counted(recoveryCodes, "recovery code")}`;
}
