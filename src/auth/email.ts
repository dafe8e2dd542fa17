import { LiveloomError } from "../errors.ts";

/** Longest e-mail address, in characters (RFC 5321). */
export const emailLimit = 254;

/** One @ with something around it, nothing invisible: whether mail arrives is found out by sending one. */
const pattern = /^[^\s@\p{C}]+@[^\s@\p{C}]+$/u;

/**
 * An e-mail address as it is stored: without space around it, its domain in lower case. Empty means none.
 * @throws LV-USER-INVALID when it cannot be one.
 */
export function normalizeEmail(email: string): string {
  const trimmed = email.length > 2 * emailLimit ? email : email.trim();
  if (trimmed === "") return "";
  if (trimmed.length > emailLimit || !pattern.test(trimmed)) {
    throw new LiveloomError("LV-USER-INVALID", { reason: "this is no e-mail address" });
  }
  const at = trimmed.lastIndexOf("@");
  return trimmed.slice(0, at) + trimmed.slice(at).toLowerCase();
}

/**
 * What two spellings of one address share. For finding accounts only: mail goes to the address as it is stored, never
 * to the one that was typed, which may only look the same.
 */
export function emailKey(email: string): string {
  if (email.length > 2 * emailLimit) return "";
  return email.trim().normalize("NFKC").toLowerCase();
}
