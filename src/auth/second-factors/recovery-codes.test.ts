import fc from "fast-check";
import { expect, test } from "vitest";
import { createRecoveryCodes, hashesOf, hashOfCode, recoveryCodeIn } from "./recovery-codes.ts";

const code = "4f7kx29q0zybw3h8mtc5r1de";

test("gives ten codes at once, each of 120 bits", () => {
  const codes = createRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const each of codes) expect(each).toMatch(/^[0-9a-hjkmnp-tv-z]{6}(-[0-9a-hjkmnp-tv-z]{6}){3}$/);
});

test("finds every code that it gave", () => {
  for (const each of createRecoveryCodes()) expect(recoveryCodeIn(each)).toBe(each.replaceAll("-", ""));
});

test.each([
  ["as it was given", "4f7kx2-9q0zyb-w3h8mt-c5r1de"],
  ["in capitals", "4F7KX2-9Q0ZYB-W3H8MT-C5R1DE"],
  ["with blanks", "  4f7kx2 9q0zyb\tw3h8mt c5r1de\n"],
  ["with letters that look like digits", "4f7kx2-9qozyb-w3h8mt-c5rlde"],
])("finds a code %s", (_, text) => {
  expect(recoveryCodeIn(text)).toBe(code);
});

test.each(["", "123456", code.slice(1), `${code}0`, code.replace("4", "u"), `${code}\0`, " ".repeat(10_000)])(
  "%j is none",
  (text) => {
    expect(recoveryCodeIn(text)).toBeUndefined();
  },
);

test("takes any text without harm", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void recoveryCodeIn(text)));
});

test("keeps hashes that say nothing of the codes", () => {
  expect(hashesOf(["4f7kx2-9q0zyb-w3h8mt-c5r1de"])).toEqual([hashOfCode(code)]);
  expect(hashOfCode(code)).toMatch(/^[\w-]{43}$/);
});
