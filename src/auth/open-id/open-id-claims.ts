import { normalizeEmail } from "../email.ts";
import { normalizeName } from "../username.ts";

/** Longest name of a provider for somebody, in characters (OpenID Connect Core, section 2). */
const subjectLimit = 255;

/** Longest text that is taken from a provider, in characters. */
const textLimit = 1_000;

/** In seconds since 1970: what is later is no time of somebody's login. */
const latestTime = 100_000_000_000;

/**
 * What a provider says about somebody. Of those named here, what has another type than it should have or is no clean
 * text is left out.
 */
export interface OpenIdClaims {
  /** The provider's address, and its own name for them: together they say who it is, and nothing else does. */
  readonly iss: string;
  readonly sub: string;
  readonly preferred_username?: string;
  readonly given_name?: string;
  readonly family_name?: string;
  readonly name?: string;
  readonly email?: string;
  /** Whether the provider says that they read what is sent to `email`. */
  readonly email_verified: boolean;
  /** When they proved who they are, in seconds since 1970. */
  readonly auth_time?: number;
  /** All others, as the provider sent them: check them before use. */
  readonly [claim: string]: unknown;
}

/** The claims as the app may use them; undefined when they do not say who it is. */
export function openIdClaims(sent: Readonly<Record<string, unknown>>): OpenIdClaims | undefined {
  const { iss, sub } = sent;
  if (typeof iss !== "string" || typeof sub !== "string" || !isSubject(sub)) return undefined;
  const claims = {
    ...sent,
    preferred_username: textOf(sent.preferred_username),
    given_name: textOf(sent.given_name, normalizeName),
    family_name: textOf(sent.family_name, normalizeName),
    name: textOf(sent.name, normalizeName),
    email: textOf(sent.email, normalizeEmail),
    auth_time: timeOf(sent.auth_time),
    email_verified: sent.email_verified === true,
  };
  const said = Object.entries(claims).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(said), iss, sub, email_verified: claims.email_verified };
}

function timeOf(value: unknown): number | undefined {
  const isTime = typeof value === "number" && value >= 0 && value <= latestTime;
  return isTime ? Math.floor(value) : undefined;
}

function isSubject(sub: string): boolean {
  return sub !== "" && sub.length <= subjectLimit && !/\p{C}/u.test(sub);
}

/** The text in the form in which it is stored; undefined when that is not possible. */
function textOf(value: unknown, normalize: (text: string) => string = (text) => text.trim()) {
  if (typeof value !== "string" || value.length > textLimit || /\p{Cc}|\p{Cs}/u.test(value)) return undefined;
  try {
    return normalize(value) || undefined;
  } catch {
    return undefined;
  }
}
