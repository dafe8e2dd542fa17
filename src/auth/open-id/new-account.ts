import { randomBytes } from "node:crypto";
import { LiveloomError } from "../../errors.ts";
import { usernameFrom } from "../username.ts";
import type { Users } from "../users.ts";
import type { OpenIdClaims } from "./open-id-claims.ts";

/** So many names are tried that people can read, before one that is free for certain. */
const readableTries = 20;

/**
 * Makes an account for somebody who came from a provider. Their address is theirs only when the provider has made sure of
 * that: one that is anybody's word could be somebody else's, who could then not sign up with it.
 * @returns the user's id
 */
export async function newAccount(users: Users, claims: OpenIdClaims): Promise<number> {
  const { given_name: firstName = "", family_name: lastName = "", email, email_verified } = claims;
  const id = await createNamed(users, wishedName(claims), { firstName, lastName });
  if (email !== undefined && email_verified) await users.setEmail(id, email, { isVerified: true });
  return id;
}

/** What stands before an @: with the rest it could be the address of somebody else, who would sign up by that name. */
function wishedName({ preferred_username = "", email = "" }: OpenIdClaims): string {
  const wishes = [preferred_username, email].map((text) => usernameFrom(text.split("@")[0] ?? ""));
  return wishes.find((name) => name !== "") ?? "user";
}

async function createNamed(
  users: Users,
  wished: string,
  names: { readonly firstName: string; readonly lastName: string },
): Promise<number> {
  for (const username of candidates(wished)) {
    if (await users.find(username)) continue;
    try {
      return await users.create({ username, ...names });
    } catch (error) {
      // Somebody was quicker.
      const isTaken = error instanceof LiveloomError && (await users.find(username)) !== undefined;
      if (!isTaken) throw error;
    }
  }
  throw new LiveloomError("LV-USER-INVALID", { reason: "no username is free" });
}

function* candidates(wished: string): Generator<string> {
  yield wished;
  for (let number = 2; number <= readableTries; number++) yield `${wished}-${number}`;
  yield `${wished}-${randomBytes(8).toString("hex")}`;
}
