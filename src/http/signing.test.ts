import { createHmac, hkdfSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSigner, maxSignedCharacters } from "./signing.ts";

const secret = "a secret of the test, long enough for it";
const signer = createSigner(secret);
const anyText = fc.string({ unit: "binary", maxLength: 200 });

describe("sign and verify", () => {
  test("gives every signed value back", () => {
    fc.assert(
      fc.property(anyText, anyText, (value, purpose) => {
        expect(signer.verify(signer.sign(value, purpose), purpose)).toBe(value);
      }),
    );
  });

  test("leaves the value readable before the MAC", () => {
    expect(signer.sign("user.42", "join")).toMatch(/^user\.42\.[\w-]{43}$/);
  });

  test("never verifies what was signed for another purpose", () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (value, purpose, other) => {
        fc.pre(purpose !== other);
        expect(signer.verify(signer.sign(value, purpose), other)).toBeUndefined();
      }),
    );
  });

  test("never verifies after one character has changed", () => {
    const signed = signer.sign("value", "join");
    fc.assert(
      fc.property(fc.nat(signed.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
        fc.pre(signed[at] !== character);
        const changed = signed.slice(0, at) + character + signed.slice(at + 1);
        expect(signer.verify(changed, "join")).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  test("never verifies arbitrary text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(signer.verify(text, "join")).toBeUndefined();
      }),
    );
  });

  test.each([
    ["nothing", ""],
    ["no dot", "value"],
    ["an empty MAC", "value."],
    ["a MAC without its last character", signer.sign("value", "join").slice(0, -1)],
    ["a MAC with padding", `${signer.sign("value", "join")}=`],
    ["a MAC whose characters differ in the high byte only", highBytes(signer.sign("value", "join"))],
    ["the digest in place of the MAC", `value.${signer.digest("value", "join")}`],
    ["the MAC of another secret", createSigner("another secret").sign("value", "join")],
    [
      "the MAC of a lone surrogate under its replacement",
      signer.sign("\ud800", "join").replace("\ud800", "\ufffd"),
    ],
  ])("refuses %s", (_, signed) => {
    expect(signer.verify(signed, "join")).toBeUndefined();
  });

  test("verifies with another signer of the same secret", () => {
    const [one, two] = [createSigner("shared"), createSigner("shared")];
    expect(two.verify(one.sign("value", "join"), "join")).toBe("value");
  });

  test("takes the longest value that fits", () => {
    const longest = "x".repeat(maxSignedCharacters - 44);
    expect(signer.verify(signer.sign(longest, "join"), "join")).toBe(longest);
  });

  test("does not sign what it would not verify", () => {
    expect(() => signer.sign("x".repeat(maxSignedCharacters - 43), "join")).toThrow("LV-SIGN-SIZE");
  });

  test("verifies a MAC of HMAC-SHA256 under a key of HKDF", () => {
    expect(signer.verify(`value.${macOf("value")}`, "join")).toBe("value");
  });

  test("refuses text over the limit even with the right MAC", () => {
    const tooLong = "x".repeat(maxSignedCharacters - 43);
    expect(signer.verify(`${tooLong}.${macOf(tooLong)}`, "join")).toBeUndefined();
  });
});

describe("digest", () => {
  test("is the same text each time, 32 bytes in base64url", () => {
    const digest = signer.digest("session", "csrf");
    expect(digest).toMatch(/^[\w-]{43}$/);
    expect(signer.digest("session", "csrf")).toBe(digest);
  });

  test.each([
    ["value", signer.digest("other", "csrf")],
    ["purpose", signer.digest("session", "other")],
    ["secret", createSigner("another secret").digest("session", "csrf")],
  ])("changes with the %s", (_, digest) => {
    expect(digest).not.toBe(signer.digest("session", "csrf"));
  });
});

function macOf(value: string): string {
  const key = Buffer.from(hkdfSync("sha256", secret, "liveloom", "sign:join", 32));
  return createHmac("sha256", key).update(Buffer.from(value, "utf16le")).digest("base64url");
}

function highBytes(signed: string): string {
  return signed.slice(0, -1) + String.fromCharCode(0x100 + signed.charCodeAt(signed.length - 1));
}
