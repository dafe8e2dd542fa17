import type { PasswordOwner } from "../auth/password-rules/password-rule.ts";
import { LiveloomError } from "../errors.ts";
import type { Call } from "./command.ts";

/** So often somebody is asked for a password. */
const tries = 3;

/** Options of commands that take a password. */
export const passwordOptions = {
  "password-stdin": { type: "boolean", about: "read the password from the standard input" },
  force: { type: "boolean", about: "take a password that the rules refuse" },
} as const;

/**
 * A new password: from the standard input with `--password-stdin`, otherwise asked for twice. Undefined when nobody is
 * there to be asked.
 * @throws LV-CLI-PASSWORD when the rules refuse it, or the two are never the same
 */
export async function choosePassword(call: Call, owner: PasswordOwner): Promise<string | undefined> {
  const { io } = call;
  if (call.has("password-stdin")) return await checked(call, owner, await io.input());
  if (!io.isInteractive) return undefined;
  for (let count = 0; count < tries; count++) {
    const password = await io.ask("Password: ", { secret: true });
    if (password !== (await io.ask("Password, once more: ", { secret: true })))
      io.err("The two passwords are not the same.");
    else if (await isWanted(call, owner, password)) return password;
  }
  throw new LiveloomError("LV-CLI-PASSWORD", { reason: `there were ${tries} tries` });
}

async function checked({ auth, has }: Call, owner: PasswordOwner, password: string): Promise<string> {
  const problems = has("force") ? [] : await auth.passwordProblems(password, owner);
  if (password !== "" && problems.length === 0) return password;
  throw new LiveloomError("LV-CLI-PASSWORD", { reason: problems.join(" ") || "it is empty" });
}

/** People may insist on what the rules refuse. */
async function isWanted({ auth, io, has }: Call, owner: PasswordOwner, password: string): Promise<boolean> {
  if (password === "") return false;
  const problems = has("force") ? [] : await auth.passwordProblems(password, owner);
  if (problems.length === 0) return true;
  for (const problem of problems) io.err(problem);
  return /^y(es)?$/i.test((await io.ask("Take it anyway? [y/N] ")).trim());
}
