import { parseCookie, stringifySetCookie } from "cookie";

/** Longest Cookie header that is read, in bytes. */
export const maxCookieHeaderBytes = 8_192;
/** Most cookies that are read from one request. */
export const maxCookies = 100;

/**
 * The cookies of a request, by name; values are percent-decoded.
 *
 * Of several cookies with one name the first is taken: browsers send the one with the most specific path first
 * (RFC 6265, section 5.4). The session cookie's `__Host-` prefix rules such doubles out. A header over one of
 * the limits above counts as no cookies at all.
 */
export function readCookies(request: Request): Map<string, string> {
  return parseCookies(request.headers.get("cookie") ?? "");
}

/** The same, of the header itself. */
export function parseCookies(header: string): Map<string, string> {
  if (header.length > maxCookieHeaderBytes) return new Map();
  const cookies = new Map<string, string>();
  for (const [name, value] of Object.entries(parseCookie(header))) {
    if (value !== undefined) cookies.set(name, value);
  }
  return cookies.size > maxCookies ? new Map() : cookies;
}

/**
 * The session cookie's name. Over https it is bound to this very host by the `__Host-` prefix
 * (RFC 6265bis, section 4.1.3.2; OWASP ASVS 5.0, 3.3.1 and 3.3.3); plain http does not allow prefixes.
 */
export function sessionCookieName(secure: boolean): string {
  return secure ? "__Host-session" : "session";
}

export interface CookieOptions {
  /** Whether the app is reached over https. */
  readonly secure: boolean;
  /** How long the browser keeps the cookie, in milliseconds. Default: until it is closed. */
  readonly lifetime?: number | undefined;
}

/** A `Set-Cookie` value for the session. */
export function serializeSessionCookie(value: string, options: CookieOptions): string {
  return serializeCookie(sessionCookieName(options.secure), value, options);
}

/**
 * A `Set-Cookie` value: out of reach for scripts and not sent with other sites' posts (OWASP ASVS 5.0, 3.3.2 and
 * 3.3.4).
 */
export function serializeCookie(name: string, value: string, { secure, lifetime }: CookieOptions): string {
  return stringifySetCookie({
    name,
    value,
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure,
    ...(lifetime !== undefined && { maxAge: Math.max(0, Math.floor(lifetime / 1000)) }),
  });
}
