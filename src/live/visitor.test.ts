import { describe, expect, test } from "vitest";
import { type RequestOptions, Visitor } from "./visitor.ts";

function visitor(headers: Record<string, string>, options?: RequestOptions): Visitor {
  return new Visitor(new Request("http://app.test/", { headers }), options);
}

describe("cookies", () => {
  test("are all but the session's and secret ones", () => {
    const cookie = "session=a; __Host-session=b; theme=dark; token=c";
    expect([...visitor({ cookie }, { secretCookies: ["token"] }).cookies]).toEqual([["theme", "dark"]]);
  });

  test("are a copy: nobody changes another's", () => {
    const { cookies } = visitor({ cookie: "theme=dark" });
    expect(cookies).toEqual(new Map([["theme", "dark"]]));
  });

  test("are none when there are too many", () => {
    expect(visitor({ cookie: `a=${"x".repeat(9_000)}` }).cookies.size).toBe(0);
  });
});

describe("headers", () => {
  const sent = {
    "user-agent": "Loom/1",
    referer: "http://app.test/before/",
    authorization: "Basic x",
    "x-region": "eu",
    cookie: "a=1",
  };

  test("are harmless ones by default", () => {
    expect(Object.fromEntries(visitor(sent).headers)).toEqual({
      "user-agent": "Loom/1",
      referer: "http://app.test/before/",
    });
  });

  test("are those that the app names, and never secrets", () => {
    const headers = ["X-Region", "Authorization", "COOKIE", "x-missing"];
    expect(Object.fromEntries(visitor(sent, { headers }).headers)).toEqual({ "x-region": "eu" });
  });

  test("are cut when they are too long", () => {
    expect(visitor({ "user-agent": "x".repeat(5_000) }).headers.get("user-agent")).toHaveLength(1_000);
  });
});

test("the locale is one of the app's", () => {
  expect(visitor({ "accept-language": "fr, de-CH;q=0.5" }, { locales: ["en", "de"] }).locale).toBe("de");
});
