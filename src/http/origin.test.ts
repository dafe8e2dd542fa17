import { describe, expect, test } from "vitest";
import { isSameOrigin, postOriginAllowed, requestOrigin } from "./origin.ts";

describe("requestOrigin", () => {
  test.each([
    ["http://app.test/a?b#c", undefined, "http://app.test"],
    ["http://APP.test:80/", undefined, "http://app.test"],
    ["https://app.test:8443/", undefined, "https://app.test:8443"],
    ["http://[::1]:3000/", undefined, "http://[::1]:3000"],
    ["http://inner:3000/", "https://app.test", "https://app.test"],
    ["http://inner:3000/", "https://App.test/", "https://app.test"],
  ])("of %s with the configured origin %s is %s", (url, publicOrigin, expected) => {
    expect(requestOrigin(new Request(url), publicOrigin)).toBe(expected);
  });
});

describe("isSameOrigin", () => {
  test.each([
    ["https://app.test", "https://app.test"],
    ["http://localhost:3000", "http://localhost:3000"],
    ["http://[::1]:3000", "http://[::1]:3000"],
  ])("accepts %s for %s", (header, own) => {
    expect(isSameOrigin(header, own)).toBe(true);
  });

  test.each([
    ["a missing header", null],
    ["an opaque origin", "null"],
    ["an empty header", ""],
    ["another scheme", "http://app.test"],
    ["another port", "https://app.test:8443"],
    ["another host", "https://evil.test"],
    ["a subdomain", "https://www.app.test"],
    ["a host that ends alike", "https://evilapp.test"],
    ["a host that begins alike", "https://app.test.evil.test"],
    ["a trailing dot", "https://app.test."],
    ["a trailing slash", "https://app.test/"],
    ["a path", "https://app.test/path"],
    ["a query", "https://app.test?"],
    ["a user name", "https://user@app.test"],
    ["the own host as a user name", "https://app.test@evil.test"],
    ["two origins", "https://app.test, https://app.test"],
    ["two origins with a space", "https://app.test https://evil.test"],
    ["a backslash", "https:\\\\app.test"],
    ["no scheme", "app.test"],
    ["a full-width dot", "https://app\uff0etest"],
    ["nonsense", "https://"],
  ])("refuses %s", (_, header) => {
    expect(isSameOrigin(header, "https://app.test")).toBe(false);
  });

  test("refuses an opaque origin even if the app's own is opaque", () => {
    expect(isSameOrigin("null", "null")).toBe(false);
  });
});

describe("postOriginAllowed", () => {
  const [https, http] = ["https://app.test", "http://app.test"];

  test.each([
    ["its own Origin", https, { origin: https }, true],
    ["another Origin", https, { origin: "https://evil.test" }, false],
    ["an opaque Origin", https, { origin: "null" }, false],
    ["an empty Origin", https, { origin: "" }, false],
    [
      "another Origin, whatever the rest says",
      https,
      { origin: "https://evil.test", "sec-fetch-site": "same-origin", referer: `${https}/` },
      false,
    ],
    [
      "its own Origin, whatever the rest says",
      https,
      { origin: https, "sec-fetch-site": "cross-site" },
      true,
    ],
    ["Sec-Fetch-Site same-origin", https, { "sec-fetch-site": "same-origin" }, true],
    ["Sec-Fetch-Site none", https, { "sec-fetch-site": "none" }, true],
    ["Sec-Fetch-Site same-site", https, { "sec-fetch-site": "same-site", referer: `${https}/` }, false],
    ["Sec-Fetch-Site cross-site", http, { "sec-fetch-site": "cross-site" }, false],
    ["an unknown Sec-Fetch-Site", http, { "sec-fetch-site": "SAME-ORIGIN" }, false],
    ["its own Referer over https", https, { referer: `${https}/form?a=1` }, true],
    ["another Referer over https", https, { referer: "https://evil.test/" }, false],
    ["a Referer of plain http over https", https, { referer: `${http}/` }, false],
    ["a Referer whose host begins alike", https, { referer: `${https}.evil.test/` }, false],
    ["a Referer with its host as user name", https, { referer: `${https}@evil.test/` }, false],
    ["a malformed Referer over https", https, { referer: "//app.test/" }, false],
    ["none of the headers over https", https, {}, false],
    ["none of the headers over http", http, {}, true],
    ["its own Origin over http", http, { origin: http }, true],
    ["another Origin over http", http, { origin: "http://evil.test" }, false],
  ])("with %s (%s)", (_, ownOrigin, headers, allowed) => {
    const request = new Request("http://inner:3000/form", {
      method: "POST",
      headers: new Headers({ ...headers }),
    });
    expect(postOriginAllowed(request, ownOrigin)).toBe(allowed);
  });
});
