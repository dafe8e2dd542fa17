import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openIdClaims } from "./open-id-claims.ts";

const who = { iss: "https://id.example.com", sub: "ada-1" };
const bare = { ...who, email_verified: false };

test("what is clean is taken, and what the app asks for besides is left as it is", () => {
  const claims = {
    ...who,
    preferred_username: " ada ",
    given_name: "Ada",
    family_name: "Lovelace",
    name: "Ada Lovelace",
    email: "Ada@Example.com",
    email_verified: true,
    auth_time: 1_700_000_000.9,
    groups: ["admins"],
  };
  expect(openIdClaims(claims)).toEqual({
    ...claims,
    preferred_username: "ada",
    email: "Ada@example.com",
    auth_time: 1_700_000_000,
  });
});

describe("what is not as it should be is left out:", () => {
  const texts = [7, null, true, {}, ["a"], "", "  ", "a\u0000b", "a\nb", "\ud800", "x".repeat(1_001)];
  const names = ["preferred_username", "given_name", "family_name", "name", "email"];
  test.each(names.flatMap((name) => texts.map((value) => ({ [name]: value }))))("%j", (claim) => {
    expect(openIdClaims({ ...who, ...claim })).toEqual(bare);
  });

  test.each([
    { email: "ada" },
    { email: "@" },
    { email: `${"a".repeat(250)}@example.com` },
    { given_name: "x".repeat(151) },
    { email_verified: "true" },
    { email_verified: 1 },
    { auth_time: "1700000000" },
    { auth_time: -1 },
    { auth_time: Number.NaN },
    { auth_time: 1e300 },
  ])("%j", (claim) => {
    expect(openIdClaims({ ...who, ...claim })).toEqual(bare);
  });
});

test.each([
  {},
  { sub: "" },
  { sub: 7 },
  { sub: "a\u0000" },
  { sub: "a\n" },
  { sub: "a".repeat(256) },
  { iss: 7 },
])("nobody is known by %j", (claims) => {
  expect(openIdClaims({ iss: who.iss, ...claims })).toBeUndefined();
});

test("no JSON makes it throw, or gives texts that are none", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("sub", "email", "name", "auth_time"), fc.jsonValue()),
      (sent) => {
        const { email = "", name = "", auth_time = 0 } = openIdClaims({ ...who, ...sent }) ?? {};
        expect([typeof email, typeof name, typeof auth_time]).toEqual(["string", "string", "number"]);
      },
    ),
  );
});
