import { describe, expect, test } from "vitest";
import {
  maxCookieHeaderBytes,
  maxCookies,
  readCookies,
  serializeSessionCookie,
  sessionCookieName,
} from "./cookies.ts";

function read(cookie: string): Record<string, string> {
  return Object.fromEntries(readCookies(new Request("http://app.test/", { headers: { cookie } })));
}

describe("readCookies", () => {
  test("is empty without a header", () => {
    expect(readCookies(new Request("http://app.test/")).size).toBe(0);
  });

  test.each([
    ["several cookies", "a=1; b=2", { a: "1", b: "2" }],
    ["an empty value", "a=; b=2", { a: "", b: "2" }],
    ["a quoted-looking value as it is", 'a="1"', { a: '"1"' }],
    ["equals signs within a value", "a=b=c==", { a: "b=c==" }],
    ["percent-encoded values decoded", "a=%C3%A9%3B", { a: "é;" }],
    ["broken percent-encoding as it is", "a=%E0%A4%A", { a: "%E0%A4%A" }],
    ["spaces around names and values trimmed", " a = 1 ;b=2 ", { a: "1", b: "2" }],
    ["names with case", "A=1; a=2", { A: "1", a: "2" }],
    ["a part that is no cookie left out", "nonsense; a=1", { a: "1" }],
    ["the first of two cookies with one name", "a=first; a=second", { a: "first" }],
  ])("reads %s", (_, header, cookies) => {
    expect(read(header)).toEqual(cookies);
  });

  test("keeps names that objects inherit harmless", () => {
    const request = new Request("http://app.test/", { headers: { cookie: "__proto__=1; constructor=2" } });
    expect([...readCookies(request)]).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
    ]);
  });

  test("reads a header of the largest size", () => {
    expect(read(`a=${"x".repeat(maxCookieHeaderBytes - 2)}`).a).toHaveLength(maxCookieHeaderBytes - 2);
  });

  test("counts a larger header as no cookies", () => {
    expect(read(`a=1; b=${"x".repeat(maxCookieHeaderBytes)}`)).toEqual({});
  });

  test("reads as many cookies as allowed", () => {
    expect(Object.keys(read(cookies(maxCookies)))).toHaveLength(maxCookies);
  });

  test("counts a header with more cookies as none", () => {
    expect(read(cookies(maxCookies + 1))).toEqual({});
  });
});

describe("the session cookie", () => {
  test("is bound to the host over https", () => {
    expect(serializeSessionCookie("id", { secure: true })).toBe(
      "__Host-session=id; Path=/; HttpOnly; Secure; SameSite=Lax",
    );
  });

  test("has a plain name over http", () => {
    expect(serializeSessionCookie("id", { secure: false })).toBe(
      "session=id; Path=/; HttpOnly; SameSite=Lax",
    );
  });

  test("cannot be given further attributes through its value", () => {
    expect(serializeSessionCookie("id; Domain=evil.test\r\n", { secure: false })).toBe(
      "session=id%3B%20Domain%3Devil.test%0D%0A; Path=/; HttpOnly; SameSite=Lax",
    );
  });

  test("comes back as it was set", () => {
    const [pair = ""] = serializeSessionCookie("é=;id", { secure: true }).split("; ");
    expect(read(pair)).toEqual({ [sessionCookieName(true)]: "é=;id" });
  });
});

function cookies(count: number): string {
  return Array.from({ length: count }, (_, index) => `c${index}=1`).join("; ");
}
