import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csrfToken, isSafeMethod, verifyCsrf } from "./csrf.ts";
import { createSigner } from "./signing.ts";

const signer = createSigner("a secret of the test, long enough for it");

describe("csrfToken and verifyCsrf", () => {
  test("accepts a token of the session, each time it is asked for", () => {
    fc.assert(
      fc.property(fc.string(), (session) => {
        expect(verifyCsrf(signer, session, csrfToken(signer, session))).toBe(true);
      }),
    );
  });

  test("makes a text that fits into a form and a header", () => {
    expect(csrfToken(signer, "session")).toMatch(/^[\w-]{86}$/);
  });

  test("makes different text each time, in both halves", () => {
    const tokens = Array.from({ length: 100 }, () => csrfToken(signer, "session"));
    expect(new Set(tokens.map((token) => token.slice(0, 42))).size).toBe(100);
    expect(new Set(tokens.map((token) => token.slice(44))).size).toBe(100);
  });

  test("refuses the token of another session", () => {
    expect(verifyCsrf(signer, "session", csrfToken(signer, "other"))).toBe(false);
  });

  test("refuses the token of another secret", () => {
    const token = csrfToken(createSigner("another secret"), "session");
    expect(verifyCsrf(signer, "session", token)).toBe(false);
  });

  test("refuses a token in which any one byte has changed", () => {
    const bytes = Buffer.from(csrfToken(signer, "session"), "base64url");
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(verifyCsrf(signer, "session", changed.toString("base64url"))).toBe(false);
    }
  });

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["empty text", ""],
    ["the bare secret", signer.digest("session", "csrf")],
    ["a token that is cut short", csrfToken(signer, "session").slice(0, -1)],
    ["a token with more behind it", `${csrfToken(signer, "session")}A`],
    ["a token with a line end", `${csrfToken(signer, "session")}\n`],
    ["a token in standard base64", `${csrfToken(signer, "session").slice(0, -1)}+`],
    ["86 characters beyond ASCII", "é".repeat(86)],
    ["a very long text", "A".repeat(1_000_000)],
    ["a list with the token", [csrfToken(signer, "session")]],
    ["an object that turns into the token", { toString: () => csrfToken(signer, "session") }],
  ])("refuses %s", (_, token) => {
    expect(verifyCsrf(signer, "session", token)).toBe(false);
  });

  test("refuses anything else without throwing", () => {
    fc.assert(
      fc.property(fc.anything(), (token) => {
        expect(verifyCsrf(signer, "session", token)).toBe(false);
      }),
    );
  });
});

describe("isSafeMethod", () => {
  test.each(["GET", "HEAD", "OPTIONS", "TRACE"])("calls %s safe", (method) => {
    expect(isSafeMethod(method)).toBe(true);
  });

  test.each(["POST", "PUT", "PATCH", "DELETE", "CONNECT", "get", "Head", " GET", "GET ", "PROPFIND", ""])(
    'calls "%s" unsafe',
    (method) => {
      expect(isSafeMethod(method)).toBe(false);
    },
  );
});
