import fc from "fast-check";
import { expect, test } from "vitest";
import { createSealer } from "./sealing.ts";

const sealer = createSealer("a secret of the test, long enough for it");
const use = { purpose: "totp", owner: "user 1" };
const anyText = fc.string({ unit: "grapheme", maxLength: 200 });

test("gives every sealed text back", () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, (text, purpose, owner) => {
      expect(sealer.open(sealer.seal(text, { purpose, owner }), { purpose, owner })).toBe(text);
    }),
  );
});

test("hides the text, and seals it differently each time", () => {
  const [one, two] = [sealer.seal("JBSWY3DPEHPK3PXP", use), sealer.seal("JBSWY3DPEHPK3PXP", use)];
  expect(one).not.toBe(two);
  expect(Buffer.from(one, "base64url").toString("latin1")).not.toContain("JBSW");
});

test.each([
  ["for another purpose", sealer, { ...use, purpose: "other" }],
  ["for another owner", sealer, { ...use, owner: "user 2" }],
  ["under another secret", createSealer("another secret"), use],
])("does not open %s", (_, other, otherUse) => {
  expect(other.open(sealer.seal("text", use), otherUse)).toBeUndefined();
});

test("does not open what was changed by a bit, or cut", () => {
  const sealed = Buffer.from(sealer.seal("text", use), "base64url");
  fc.assert(
    fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(sealer.open(changed.toString("base64url"), use)).toBeUndefined();
    }),
  );
  for (let length = 0; length < sealed.length; length++)
    expect(sealer.open(sealed.subarray(0, length).toString("base64url"), use)).toBeUndefined();
});

test.each(["", "text", "A".repeat(1_000), "\0"])("does not open %j", (text) => {
  expect(sealer.open(text, use)).toBeUndefined();
});
