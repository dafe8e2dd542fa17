import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { LiveloomError } from "../errors.ts";

/** Shortest secret that is accepted, in characters. */
export const secretMinimum = 32;

const developmentFolder = ".liveloom";

/**
 * The key that cookies and tokens are signed with: the given one, else `LIVELOOM_SECRET`. In development one
 * is made on first use and kept in `.liveloom/secret`, so that restarts log nobody out.
 * @throws LV-CONFIG-SECRET when it is missing in production or too short.
 */
export function resolveSecret(given: string | undefined, production: boolean): string {
  const secret = given ?? process.env.LIVELOOM_SECRET ?? (production ? undefined : developmentSecret());
  if (secret !== undefined && secret.length >= secretMinimum) return secret;
  const got = secret === undefined ? "none" : `${secret.length}`;
  throw new LiveloomError("LV-CONFIG-SECRET", { min: secretMinimum, got });
}

function developmentSecret(): string {
  const file = `${developmentFolder}/secret`;
  try {
    return readFileSync(file, "utf8");
  } catch {
    const secret = randomBytes(32).toString("base64url");
    mkdirSync(developmentFolder, { recursive: true });
    // Keeps the folder out of Git, wherever it is.
    writeFileSync(`${developmentFolder}/.gitignore`, "*\n");
    writeFileSync(file, secret, { mode: 0o600 });
    return secret;
  }
}
