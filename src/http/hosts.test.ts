import { describe, expect, test } from "vitest";
import { LiveloomError } from "../errors.ts";
import { Hosts } from "./hosts.ts";

const hosts = new Hosts(["Example.com", "*.shop.example", "intern"]);

describe("an app with names of its own", () => {
  test.each([
    "http://example.com/",
    "https://EXAMPLE.com:8443/a",
    "http://example.com./",
    "http://a.shop.example/",
    "http://b.a.shop.example/",
    "http://intern:3000/",
  ])("answers to %s", (address) => {
    expect(() => hosts.check(address)).not.toThrow();
  });

  test.each([
    ["http://evil.example/", "evil.example"],
    ["http://www.example.com/", "www.example.com"],
    ["http://example.com.evil.example/", "example.com.evil.example"],
    ["http://notexample.com/", "notexample.com"],
    ["http://shop.example/", "shop.example"],
    ["http://.shop.example/", ".shop.example"],
    ["http://evilshop.example/", "evilshop.example"],
    ["http://example.com@evil.example/", "evil.example"],
    ["http://xn--exmple-cua.com/", "xn--exmple-cua.com"],
  ])("refuses %s", (address, host) => {
    expect(() => hosts.check(address)).toThrow(new LiveloomError("LV-HOST-REFUSED", { host }));
  });
});

test("no app answers to a name that is longer than names can be", () => {
  const below = "a.".repeat(120);
  expect(() => hosts.check(`http://${below}shop.example/`)).not.toThrow();
  const host = `${below}a.shop.example`;
  expect(() => hosts.check(`http://${host}/`)).toThrow(
    new LiveloomError("LV-HOST-REFUSED", { host: host.slice(0, 253) }),
  );
  expect(() => new Hosts(["*"]).check(`http://${"a.".repeat(8_000)}com/`)).toThrow("LV-HOST-REFUSED");
});

test.each([
  "http://localhost:3000/",
  "http://app.localhost/",
  "http://app.test/",
  "http://127.0.0.1:3000/",
  "http://192.168.0.7/",
  "http://[::1]:3000/",
])("every app answers to %s", (address) => {
  expect(() => new Hosts().check(address)).not.toThrow();
});

test.each([
  "http://notlocalhost/",
  "http://localhost.evil.example/",
  "http://127.0.0.1.evil.example/",
  "http://mytest/",
])("no app without names answers to %s", (address) => {
  expect(() => new Hosts().check(address)).toThrow("LV-HOST-REFUSED");
});

test("an app with the name * answers to all", () => {
  expect(() => new Hosts(["*"]).check("http://evil.example/")).not.toThrow();
});

test.each([
  "",
  "https://example.com",
  "example.com:3000",
  "example.com/a",
  ".example.com",
  "a.*.example",
  "*.*",
])("%j is no name", (name) => {
  expect(() => new Hosts([name])).toThrow("LV-CONFIG-HOST");
});
