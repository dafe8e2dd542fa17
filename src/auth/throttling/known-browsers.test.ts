import { describe, expect, test } from "vitest";
import { parseCookies } from "../../http/cookies.ts";
import { createSigner } from "../../http/signing.ts";
import { accountDigest, KnownBrowsers } from "./known-browsers.ts";

function started(secret = "a-secret-for-tests-only-0123456789"): KnownBrowsers {
  const browsers = new KnownBrowsers();
  browsers.start(createSigner(secret));
  return browsers;
}

const browsers = started();
const secure = { secure: true };
const cookiesOf = (setCookie: string) => parseCookies(setCookie.split(";")[0] ?? "");

function cookiesAfter(...usernames: string[]) {
  let cookies: ReadonlyMap<string, string> = new Map();
  for (const username of usernames)
    cookies = cookiesOf(browsers.cookieFor(browsers.of(cookies), username, secure));
  return cookies;
}

describe("a browser", () => {
  test("is known after a login, by the account's name however it is written", () => {
    expect(browsers.of(cookiesAfter("Ada"))?.accounts).toEqual([accountDigest("aDA")]);
  });

  test("stays the same browser when somebody else logs in, and knows both", () => {
    const cookies = cookiesAfter("ada");
    const both = cookiesOf(browsers.cookieFor(browsers.of(cookies), "eve", secure));
    expect(browsers.of(both)).toEqual({
      id: browsers.of(cookies)?.id,
      accounts: [accountDigest("eve"), accountDigest("ada")],
    });
  });

  test("knows the last four, each once", () => {
    const names = ["a", "b", "c", "d", "e", "c"];
    expect(browsers.of(cookiesAfter(...names))?.accounts).toEqual(["c", "e", "d", "b"].map(accountDigest));
  });

  test("is another one for each first login", () => {
    expect(browsers.of(cookiesAfter("ada"))?.id).not.toBe(browsers.of(cookiesAfter("ada"))?.id);
  });

  test.each([
    ["without a cookie", new Map()],
    ["that has made one up", new Map([["__Host-known-browser", `x~${accountDigest("ada")}.AAAA`]])],
    ["with the cookie of another app", cookiesAfter("ada")],
  ])("%s is not known", (_, cookies) => {
    const own = cookies.size > 0 ? started("another-secret-for-tests-0123456789") : browsers;
    expect(own.of(cookies)).toBeUndefined();
  });

  test("is not known before the app has started", () => {
    expect(new KnownBrowsers().of(cookiesAfter("ada"))).toBeUndefined();
  });

  test("keeps the cookie for half a year, out of reach for scripts", () => {
    expect(browsers.cookieFor(undefined, "ada", secure)).toMatch(
      /^__Host-known-browser=[\w~.%-]+; Max-Age=15552000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });
});

test("a name of any length makes a short digest", () => {
  expect(accountDigest("ﷺ".repeat(100_000))).toMatch(/^[\w-]{22}$/);
});
