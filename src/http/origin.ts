/**
 * The app's own origin, such as `https://example.com`: the configured one, else that of the request's URL.
 * Configure it behind a proxy, where the request's URL has the inner scheme and host.
 */
export function requestOrigin(request: Request, publicOrigin?: string): string {
  return new URL(publicOrigin ?? request.url).origin;
}

/**
 * Whether an `Origin` header names the app itself. `ownOrigin` comes from {@link requestOrigin}.
 *
 * An origin has exactly one spelling (RFC 6454, section 6.2), so the two are compared as text: a missing or
 * malformed header, `null`, a path, user name, other scheme, host or port are all refused.
 */
export function isSameOrigin(originHeader: string | null, ownOrigin: string): boolean {
  return originHeader === ownOrigin && originHeader !== "null";
}

/**
 * Whether a posted form may come from the app's own pages; a first line of defence before the CSRF token
 * (OWASP ASVS 5.0, 3.5.1 and 3.5.3).
 *
 * The first of `Origin`, `Sec-Fetch-Site` and, over https, `Referer` that is present decides. With none of them
 * https refuses; plain http lets the request through to the token check, because old browsers and proxies
 * drop them there.
 */
export function postOriginAllowed(request: Request, ownOrigin: string): boolean {
  const origin = request.headers.get("origin");
  if (origin !== null) return isSameOrigin(origin, ownOrigin);
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  return !ownOrigin.startsWith("https:") || refererIsOwn(request, ownOrigin);
}

function refererIsOwn(request: Request, ownOrigin: string): boolean {
  const referer = request.headers.get("referer");
  return referer !== null && URL.canParse(referer) && isSameOrigin(new URL(referer).origin, ownOrigin);
}
