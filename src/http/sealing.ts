import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const algorithm = "aes-256-gcm";
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** What sealed text is for. */
export interface SealUse {
  /** A constant of the program: what was sealed for one purpose never opens for another. One key is kept for each. */
  readonly purpose: string;
  /** Whose it is, "user 42": what was sealed for one never opens for another. */
  readonly owner: string;
}

/** Keeps text from who reads the database, but has not the app's secret. */
export interface Sealer {
  /** The text, encrypted, in base64url. Sealed twice it looks different. */
  seal(text: string, use: SealUse): string;
  /** The text that was sealed for this use; undefined for everything else, also after the app's secret has changed. */
  open(sealed: string, use: SealUse): string | undefined;
}

/** A sealer that uses AES-256-GCM with one key per purpose, derived from `secret` by HKDF (RFC 5869). */
export function createSealer(secret: string): Sealer {
  const keys = new Map<string, Buffer>();

  function keyFor(purpose: string): Buffer {
    const known = keys.get(purpose);
    if (known) return known;
    const key = Buffer.from(hkdfSync("sha256", secret, "liveloom", `seal:${purpose}`, keyBytes));
    keys.set(purpose, key);
    return key;
  }

  return {
    seal(text, { purpose, owner }) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, keyFor(purpose), nonce).setAAD(Buffer.from(owner));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(sealed, { purpose, owner }) {
      const bytes = Buffer.from(sealed, "base64url");
      if (bytes.length < nonceBytes + tagBytes) return undefined;
      const [nonce, rest] = [bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes)];
      const options = { authTagLength: tagBytes };
      const decipher = createDecipheriv(algorithm, keyFor(purpose), nonce, options).setAAD(
        Buffer.from(owner),
      );
      decipher.setAuthTag(rest.subarray(0, tagBytes));
      try {
        return decipher.update(rest.subarray(tagBytes), undefined, "utf8") + decipher.final("utf8");
      } catch {
        return undefined;
      }
    },
  };
}
