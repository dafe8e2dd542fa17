import { Secret } from "otpauth";
import { beforeEach, expect, test } from "vitest";
import { createSealer } from "../../http/sealing.ts";
import { Totp, totpCodeIn } from "./totp.ts";

const sealer = createSealer("a-secret-for-tests-only-0123456789");
/** The one of RFC 6238, appendix B. */
const secret = Secret.fromUTF8("12345678901234567890").base32;
const sealed = sealer.seal(secret, { purpose: "totp", owner: "user 7" });

let totp: Totp;

beforeEach(async () => {
  totp = new Totp();
  await totp.start(sealer);
});

test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_234_567_890, "005924"],
  [20_000_000_000, "353130"],
])("at %i seconds the code is %s, as RFC 6238 says", async (seconds, code) => {
  const step = await totp.stepOf({ userId: 7, sealed }, code, seconds * 1_000);
  expect(step).toBe(Math.floor(seconds / 30));
});

test.each([
  [-2, undefined],
  [-1, -1],
  [0, 0],
  [1, 1],
  [2, undefined],
])("a code counts %i steps later as one of step %s", async (steps, expected) => {
  const [code, step] = ["005924", Math.floor(1_234_567_890 / 30)];
  const found = await totp.stepOf({ userId: 7, sealed }, code, (step - steps) * 30_000);
  expect(found).toBe(expected === undefined ? undefined : step);
});

test("makes secrets of 160 bits, for the apps to read", async () => {
  const made = await totp.createSecret(7);
  const { secret: shown, address } = await totp.shown(7, made, { issuer: "Spindle & Co", username: "a:b" });
  expect(shown).toMatch(/^[A-Z2-7]{32}$/);
  const { host, pathname, searchParams } = new URL(address);
  expect([host, decodeURIComponent(pathname)]).toEqual(["totp", "/Spindle & Co:a:b"]);
  expect(Object.fromEntries(searchParams)).toEqual({
    issuer: "Spindle & Co",
    secret: shown,
    algorithm: "SHA1",
    digits: "6",
    period: "30",
  });
});

test.each([
  ["another user", 8, sealer],
  ["an app with another secret", 7, createSealer("another-secret-for-tests-only-012345")],
  ["accounts of no app", 7, undefined],
])("says so when a secret is read for %s", async (_, userId, other) => {
  const reader = new Totp();
  await reader.start(other);
  await expect(reader.stepOf({ userId, sealed }, "005924", 0)).rejects.toThrow("LV-FACTOR-SECRET");
});

test.each([
  ["123456", "123456"],
  [" 123 456 ", "123456"],
  ["123-456", "123456"],
  ["12345", undefined],
  ["1234567", undefined],
  ["１２３４５６", undefined],
  ["12345a", undefined],
  ["12345\0", undefined],
  [`123456${" ".repeat(100)}`, undefined],
])("finds in %j the code %j", (text, code) => {
  expect(totpCodeIn(text)).toBe(code);
});
