import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maxRedirectCharacters, redirectTarget, safeRedirect } from "./safe-redirect.ts";

const own = "http://app.test";

describe("safeRedirect", () => {
  test.each([
    ["/", "/"],
    ["/teams/1/", "/teams/1/"],
    ["/teams/?page=2&q=a%20b#top", "/teams/?page=2&q=a%20b#top"],
    ["/search?q=a b", "/search?q=a%20b"],
    ["/über", "/%C3%BCber"],
    ["/a//b", "/a//b"],
    ["/a/../b", "/b"],
    ["/../../etc/passwd", "/etc/passwd"],
    ["/?next=//evil.test", "/?next=//evil.test"],
    ["/?next=https://evil.test/", "/?next=https://evil.test/"],
    ["/#//evil.test", "/#//evil.test"],
    ["/javascript:alert(1)", "/javascript:alert(1)"],
    ["/@evil.test", "/@evil.test"],
    ["/:80", "/:80"],
    ["/%09/evil.test", "/%09/evil.test"],
    ["/%2F/evil.test", "/%2F/evil.test"],
    ["/%5Cevil.test", "/%5Cevil.test"],
    ["/\uff0fevil.test", "/%EF%BC%8Fevil.test"],
    ["/\uff3cevil.test", "/%EF%BC%BCevil.test"],
    ["/\u2215evil.test", "/%E2%88%95evil.test"],
    ["/\ud800", "/%EF%BF%BD"],
    [own, "/"],
    [`${own}/`, "/"],
    [`${own}/teams/?a=1#b`, "/teams/?a=1#b"],
    [`${own}/@evil.test`, "/@evil.test"],
  ])("takes %j to %j", (next, expected) => {
    expect(safeRedirect(next, own)).toBe(expected);
  });

  test.each([
    "",
    " ",
    "teams/",
    "./teams/",
    "../teams/",
    "?a=1",
    "#top",
    "evil.test",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "\u0001javascript:alert(1)",
    "javascript://app.test/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "blob:http://app.test/1",
    "file:///etc/passwd",
    "ftp://app.test/",
    "mailto:someone@evil.test",
    "//evil.test",
    "//evil.test/",
    "//app.test/",
    "///evil.test",
    "////evil.test",
    "//\uff0fevil.test",
    "/\\evil.test",
    "\\/evil.test",
    "\\\\evil.test",
    "/\\/evil.test",
    "/teams\\1",
    "/\t/evil.test",
    "/\n/evil.test",
    "/\r\n/evil.test",
    "/\u0000/evil.test",
    "/a\u007f",
    "/a\u0085",
    "/a\u009f",
    "/a\u2028",
    "/a\u2029",
    "/a\r\nSet-Cookie: a=1",
    " /teams/",
    "/teams/ ",
    "\u00a0/teams/",
    "\ufeff/teams/",
    "/.//evil.test",
    "/..//evil.test",
    "/%2e//evil.test",
    "/%2E%2e//evil.test",
    "/a/..//evil.test",
    "/a/b/../..//evil.test",
    "/.///evil.test",
    "http:evil.test",
    "http:/evil.test",
    "http:///evil.test",
    "http://evil.test",
    "http://evil.test/",
    "http:teams/",
    "http:/teams/",
    "http:app.test/",
    "http:/app.test/",
    "https:/evil.test",
    "https://app.test/",
    "HTTP://app.test/",
    "http://APP.test/",
    "http://app.test:80/",
    "http://app.test:8080/",
    "http://app.test@evil.test/",
    "http://app.test:80@evil.test/",
    "http://user@app.test/",
    "http://user:password@app.test/",
    "http://app.test.evil.test/",
    "http://app.testevil/",
    "http://evil.test/http://app.test/",
    "http://evil.test#http://app.test/",
    "http://evil.test?http://app.test/",
    "http://app.test\\@evil.test/",
    "http://app.test\uff0f@evil.test/",
    "http://app\uff0etest/",
    "http://app.test//evil.test",
    "http://app.test/.//evil.test",
    "http://app.test?a",
    "http://[::1",
  ])("refuses %j", (next) => {
    expect(safeRedirect(next, own)).toBeUndefined();
  });

  test.each([
    [undefined],
    [null],
    [0],
    [true],
    [["/teams/"]],
    [{ toString: () => "/teams/" }],
    [new URL("/teams/", own)],
  ])("refuses what is not text: %j", (next) => {
    expect(safeRedirect(next, own)).toBeUndefined();
  });

  test("takes a target of the largest length", () => {
    const longest = `/${"a".repeat(maxRedirectCharacters - 1)}`;
    expect(safeRedirect(longest, own)).toBe(longest);
  });

  test("refuses a longer target", () => {
    expect(safeRedirect(`/${"a".repeat(maxRedirectCharacters)}`, own)).toBeUndefined();
  });

  test("refuses a target that gets too long when it is encoded", () => {
    expect(safeRedirect(`/${"é".repeat(maxRedirectCharacters / 4)}`, own)).toBeUndefined();
  });

  test("knows the app behind a port and over https", () => {
    expect(safeRedirect("https://app.test:8443/a", "https://app.test:8443")).toBe("/a");
    expect(safeRedirect("https://app.test/a", "https://app.test:8443")).toBeUndefined();
  });

  test("returns nothing a browser would take to another site", () => {
    fc.assert(
      fc.property(trickyAddress, (next) => {
        const path = safeRedirect(next, own);
        if (path === undefined) return;
        expect(new URL(path, own).origin).toBe(own);
        expect(path).toMatch(/^\/(?!\/)[\x21-\x7e]*$/);
        expect(safeRedirect(path, own)).toBe(path);
      }),
      { numRuns: 20_000 },
    );
  });
});

describe("redirectTarget", () => {
  test.each([
    ["/", "/"],
    ["/teams/1/?a=1#b", "/teams/1/?a=1#b"],
    ["/search?q=é\\", "/search?q=%C3%A9\\"],
    ["/a\r\nSet-Cookie: a=1", "/aSet-Cookie:%20a=1"],
    ["https://other.test", "https://other.test/"],
    ["HTTP://other.test/a?b#c", "http://other.test/a?b#c"],
  ])("takes %j to %j", (to, expected) => {
    expect(redirectTarget(to)).toBe(expected);
  });

  test.each([
    "",
    "teams/",
    "?a=1",
    "//evil.test/",
    "///evil.test",
    "/\\evil.test",
    "/\t/evil.test",
    "/.//evil.test",
    "//localhost/",
    " /teams/",
    "javascript:alert(1)",
    "data:text/html,a",
    "ftp://other.test/",
    "https:other.test",
    "https:/other.test",
    "https://",
    "https://[::1",
  ])("refuses %j", (to) => {
    expect(() => redirectTarget(to)).toThrow("LV-REDIRECT-TARGET");
  });

  test("gives only text that fits into a header and stays on its path", () => {
    fc.assert(
      fc.property(trickyAddress, (to) => {
        const target = targetOrUndefined(to);
        if (target === undefined) return;
        expect(target).toMatch(/^(\/(?!\/)|https?:\/\/)[\x21-\x7e]*$/);
        if (target.startsWith("/")) expect(new URL(target, own).origin).toBe(own);
      }),
      { numRuns: 20_000 },
    );
  });
});

const trickyPart = fc.oneof(
  fc.constantFrom(
    "/",
    "//",
    "\\",
    ".",
    "..",
    "/.",
    "/..",
    "@",
    ":",
    "?",
    "#",
    "%2f",
    "%5c",
    "%2e",
    "%09",
    "%00",
  ),
  fc.constantFrom(
    "http:",
    "https:",
    "HTTP://",
    "javascript:",
    own,
    `${own}/`,
    "evil.test",
    "app.test",
    "localhost",
  ),
  fc.constantFrom(
    "\t",
    "\n",
    "\r",
    " ",
    "\u0000",
    "\u0085",
    "\u2028",
    "\uff0f",
    "\uff0e",
    "\u3002",
    "\ufeff",
    "\ud800",
  ),
  fc.string({ unit: "binary", maxLength: 3 }),
);
const trickyAddress = fc
  .tuple(fc.constantFrom("", "/", own, `${own}/`), fc.array(trickyPart, { maxLength: 8 }))
  .map(([start, parts]) => start + parts.join(""));

function targetOrUndefined(to: string): string | undefined {
  try {
    return redirectTarget(to);
  } catch {
    return undefined;
  }
}
