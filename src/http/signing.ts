import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { LiveloomError } from "../errors.ts";

/** Longest signed text, MAC included, that is made or looked at; in characters. Fits into one cookie. */
export const maxSignedCharacters = 4_096;

const keyBytes = 32;

/**
 * Makes text tamper-proof. What was signed for one purpose never verifies for another.
 *
 * A purpose is a constant of the program, such as `"join"`: one key is kept in memory for each.
 */
export interface Signer {
  /**
   * `value`, a dot and its MAC. The value stays readable: sign only what its receiver may know.
   *
   * @throws {LiveloomError} LV-SIGN-SIZE when the result would exceed {@link maxSignedCharacters}.
   */
  sign(value: string, purpose: string): string;
  /** The value that was signed for `purpose`, or undefined for everything else. */
  verify(signed: string, purpose: string): string | undefined;
  /** The MAC alone, 32 bytes in base64url. It is never equal to the MAC inside a signed text. */
  digest(value: string, purpose: string): string;
}

/**
 * A signer that uses HMAC-SHA256 (RFC 2104) with one key per purpose, derived from `secret` by HKDF (RFC 5869).
 * Every node of an app needs the same secret: at least 32 random characters.
 *
 * @example
 * const signer = createSigner(secret);
 * signer.verify(signer.sign("42", "join"), "join"); // "42"
 */
export function createSigner(secret: string): Signer {
  const keys = new Map<string, Buffer>();

  function keyFor(use: string): Buffer {
    const known = keys.get(use);
    if (known) return known;
    const key = Buffer.from(hkdfSync("sha256", secret, "liveloom", use, keyBytes));
    keys.set(use, key);
    return key;
  }

  return {
    sign(value, purpose) {
      const signed = `${value}.${mac(value, keyFor(`sign:${purpose}`))}`;
      if (signed.length <= maxSignedCharacters) return signed;
      throw new LiveloomError("LV-SIGN-SIZE", { limit: maxSignedCharacters, got: signed.length });
    },
    verify(signed, purpose) {
      if (signed.length > maxSignedCharacters) return undefined;
      const dot = signed.lastIndexOf(".");
      if (dot === -1) return undefined;
      const value = signed.slice(0, dot);
      return isEqual(signed.slice(dot + 1), mac(value, keyFor(`sign:${purpose}`))) ? value : undefined;
    },
    digest: (value, purpose) => mac(value, keyFor(`digest:${purpose}`)),
  };
}

function mac(value: string, key: Buffer): string {
  // UTF-16 tells all strings apart; UTF-8 would give every lone surrogate the same bytes.
  return createHmac("sha256", key).update(value, "utf16le").digest("base64url");
}

// The texts are compared, not the bytes they decode to: base64 has several spellings of the same bytes.
function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
