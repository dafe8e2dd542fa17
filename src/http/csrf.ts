import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Signer } from "./signing.ts";

/** Name of the form field that carries the token. */
export const csrfFieldName = "csrf_token";
/** Name of the request header that may carry it instead. */
export const csrfHeader = "x-csrf-token";

const secretBytes = 32;
const tokenPattern = /^[\w-]{86}$/;
const safeMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/**
 * Whether a request method must not change anything (RFC 9110, section 9.2.1) and so needs no token.
 * Methods are case-sensitive: anything but the four exact names is unsafe.
 */
export function isSafeMethod(method: string): boolean {
  return safeMethods.has(method);
}

/**
 * A token for the forms of one session (OWASP ASVS 5.0, 3.5.1).
 *
 * The secret behind it follows from the session, so nothing is stored and a new session makes old tokens
 * worthless. Each call masks it with fresh random bytes: a page never shows the same text twice, which a
 * compression attack (BREACH) would need.
 */
export function csrfToken(signer: Signer, sessionIdHash: string): string {
  const mask = randomBytes(secretBytes);
  return Buffer.concat([mask, xor(mask, secretOf(signer, sessionIdHash))]).toString("base64url");
}

/** Whether `token` was made by {@link csrfToken} for this session. Takes anything and never throws. */
export function verifyCsrf(signer: Signer, sessionIdHash: string, token: unknown): boolean {
  if (typeof token !== "string" || !tokenPattern.test(token)) return false;
  const bytes = Buffer.from(token, "base64url");
  const secret = xor(bytes.subarray(0, secretBytes), bytes.subarray(secretBytes));
  return timingSafeEqual(secret, secretOf(signer, sessionIdHash));
}

function secretOf(signer: Signer, sessionIdHash: string): Buffer {
  return Buffer.from(signer.digest(sessionIdHash, "csrf"), "base64url");
}

function xor(mask: Buffer, bytes: Buffer): Buffer {
  return Buffer.from(mask.map((byte, index) => byte ^ (bytes[index] ?? 0)));
}
