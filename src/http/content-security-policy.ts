import { randomBytes } from "node:crypto";

const nonceBytes = 16;
const sourcePattern = /^[a-z]+:\/\/[\w.:[\]-]+$/i;

export interface PolicyOptions {
  /** From {@link createNonce}, new for each response. */
  readonly nonce: string;
  /** Origins the page may connect to beside its own, such as `wss://example.com`. */
  readonly connect: readonly string[];
}

/** A random value of 128 bits, base64, that marks one response's own scripts and styles. */
export function createNonce(): string {
  return randomBytes(nonceBytes).toString("base64");
}

/**
 * The Content-Security-Policy of a page: its own files, and inline scripts and style sheets only with the nonce
 * (CSP Level 3; OWASP ASVS 5.0, 3.4.3 and 3.4.6). Style attributes are allowed: docs/decisions/ says why.
 *
 * Not every browser counts a WebSocket as `'self'`, so its origin is listed. An entry of `connect` that is not
 * an origin is left out: it could end the directive and begin another.
 */
export function contentSecurityPolicy({ nonce, connect }: PolicyOptions): string {
  const origins = connect.filter((origin) => sourcePattern.test(origin));
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    ["connect-src 'self'", ...origins].join(" "),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
