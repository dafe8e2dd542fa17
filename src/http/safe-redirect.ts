import { LiveloomError } from "../errors.ts";

/** Longest redirect target that is accepted from a request and that is returned, in characters. */
export const maxRedirectCharacters = 2_048;

// Browsers drop tabs and line ends from addresses and read a backslash as a slash.
const refusedCharacters = /[\p{Cc}\p{Zl}\p{Zp}\\]/u;
const httpAddress = /^https?:\/\//i;
const anyOrigin = "http://localhost";

/**
 * Where a request asks to go next (`?next=`), as path, query and fragment of this app; undefined if the target
 * is anything that could lead elsewhere (OWASP ASVS 5.0, 3.7.2).
 *
 * Accepted are a path with one leading `/` and an absolute address that starts with `ownOrigin`. What is returned
 * has passed through the URL parser that browsers use, and would be accepted again.
 *
 * @example
 * safeRedirect("/teams/1/", "https://example.com"); // "/teams/1/"
 * safeRedirect("//evil.example/", "https://example.com"); // undefined
 */
export function safeRedirect(next: unknown, ownOrigin: string): string | undefined {
  if (typeof next !== "string" || next.length > maxRedirectCharacters) return undefined;
  if (refusedCharacters.test(next) || next.trim() !== next) return undefined;
  if (!next.startsWith("/") && next !== ownOrigin && !next.startsWith(`${ownOrigin}/`)) return undefined;
  const path = pathWithin(next, ownOrigin);
  return path !== undefined && path.length <= maxRedirectCharacters ? path : undefined;
}

/**
 * A redirect's target as the program gives it, ready for the `Location` header: a path with one leading `/`,
 * or an http(s) address of any site. Pass text from a request through {@link safeRedirect} first.
 *
 * @throws {LiveloomError} LV-REDIRECT-TARGET for anything else.
 */
export function redirectTarget(to: string): string {
  const target = to.startsWith("/") ? pathWithin(to, anyOrigin) : absoluteAddress(to);
  if (target === undefined) throw new LiveloomError("LV-REDIRECT-TARGET", { got: to });
  return target;
}

function pathWithin(reference: string, origin: string): string | undefined {
  if (reference.startsWith("//") || !URL.canParse(reference, origin)) return undefined;
  const url = new URL(reference, origin);
  const path = url.pathname + url.search + url.hash;
  // "/.//evil.example" stays within the origin, but what is left of it is another site's address.
  return url.origin === origin && !path.startsWith("//") ? path : undefined;
}

function absoluteAddress(to: string): string | undefined {
  return httpAddress.test(to) && URL.canParse(to) ? new URL(to).href : undefined;
}
