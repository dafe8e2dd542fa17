import { createHash, randomBytes } from "node:crypto";

/** So many codes somebody gets at once. */
export const recoveryCodeCount = 10;

/** Of 5 bits each: 120 bits are too many to guess, and a quick hash is enough (OWASP ASVS 5.0, 6.5.2). */
const codeLength = 24;

/** Crockford's: what looks alike is one letter. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const codePattern = new RegExp(`^[${alphabet}]{${codeLength}}$`);

/** The longest text in which a code is looked for, in characters. */
const longestText = 100;

/** New codes, as people write them down: "4f7kx2-9q0zyb-w3h8mt-c5r1de". */
export function createRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodeCount }, createCode);
}

function createCode(): string {
  const letters = [...randomBytes(codeLength)].map((byte) => alphabet[byte & 31]);
  return letters.join("").replace(/.{6}(?=.)/g, "$&-");
}

/** The code in what somebody typed, whatever its case, blanks and hyphens; undefined when it cannot be one. */
export function recoveryCodeIn(text: string): string | undefined {
  if (text.length > longestText) return undefined;
  const plain = text.toLowerCase().replace(/[\s-]/g, "");
  const code = plain.replaceAll("o", "0").replace(/[il]/g, "1");
  return codePattern.test(code) ? code : undefined;
}

/** What is stored of a code. @param code from {@link recoveryCodeIn} */
export function hashOfCode(code: string): string {
  return createHash("sha256").update(code).digest("base64url");
}

/** What is stored of new codes. */
export function hashesOf(codes: readonly string[]): string[] {
  return codes.map((code) => hashOfCode(recoveryCodeIn(code) ?? ""));
}
