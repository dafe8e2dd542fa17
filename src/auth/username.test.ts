import { expect, test } from "vitest";
import { normalizeUsername, usernameKey, usernameLimit } from "./username.ts";

test.each([
  ["ada", "ada"],
  ["Ada.Lovelace+1@example-site_2", "Ada.Lovelace+1@example-site_2"],
  ["ａｄａ", "ada"],
  ["Zoe\u0308", "Zoë"],
  ["वीवर", "वीवर"],
  ["٣٤", "٣٤"],
])("%s is stored as %s", (username, normalized) => {
  expect(normalizeUsername(username)).toBe(normalized);
});

test.each([
  ["nothing", ""],
  ["a space", "ad a"],
  ["a tag", "<b>"],
  ["a control character", "ada\u0007"],
  ["a line end", "ada\n"],
  ["a zero width space", "ada\u200b"],
  ["a zero width joiner", "ada\u200d"],
  ["a soft hyphen", "ada\u00ad"],
  ["a direction mark", "ada\u202e"],
  ["a byte order mark", "\ufeffada"],
  ["a Hangul filler, which counts as a letter", "ada\u3164"],
  ["a grapheme joiner, which counts as a mark", "ada\u034f"],
  ["a variation selector, which counts as a mark", "ada\ufe0f"],
  ["an unassigned character", "ada\u0378"],
  ["a private character", "ada\ue000"],
  ["a lone surrogate", "ada\ud800"],
])("%s is refused", (_, username) => {
  expect(() => normalizeUsername(username)).toThrow("LV-USER-INVALID");
});

test("the longest name is accepted, and one that is longer is not, nor one that becomes longer", () => {
  expect(normalizeUsername("x".repeat(usernameLimit))).toHaveLength(usernameLimit);
  expect(() => normalizeUsername("x".repeat(usernameLimit + 1))).toThrow("LV-USER-INVALID");
  expect(() => normalizeUsername("\ufdfa".repeat(usernameLimit))).toThrow("LV-USER-INVALID");
});

test.each([
  ["Ada", "aDA"],
  ["straße", "STRASSE"],
  ["ΣΊΣΥΦΟΣ", "σίσυφος"],
])("%s and %s are one name", (one, other) => {
  expect(usernameKey(one)).toBe(usernameKey(other));
});
