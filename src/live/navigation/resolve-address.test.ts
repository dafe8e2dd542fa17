import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limits } from "../../shared/wire.ts";
import { ViewRequest } from "../view-request.ts";
import { type AnyAddressChange, addressWithin, changedAddress } from "./resolve-address.ts";

describe("an address within the app", () => {
  const within = (to: string) => {
    const url = addressWithin(to, "/teams/1/?page=2");
    return url && url.pathname + url.search + url.hash;
  };

  test.each([
    ["?page=3", "/teams/1/?page=3"],
    ["?", "/teams/1/"],
    ["", "/teams/1/?page=2"],
    ["../2/", "/teams/2/"],
    ["/a b/?q=ü#x", "/a%20b/?q=%C3%BC#x"],
    ["//evil.example/", undefined],
    ["/\\evil.example/", undefined],
    ["/\t/evil.example/", undefined],
    ["/.//evil.example/", undefined],
    ["https://evil.example/", undefined],
    ["javascript:alert(1)", undefined],
    ["http://[", undefined],
    [`/${"x".repeat(limits.url)}`, undefined],
    [`/${"ü".repeat(limits.url / 2)}`, undefined],
  ])("%.40s leads to %.40s", (to, address) => {
    expect(within(to)).toBe(address);
  });

  test("is never another site's, whatever is asked for", () => {
    fc.assert(
      fc.property(fc.string(), (to) => {
        const address = within(to);
        expect(address === undefined || new URL(address, "https://own.example").host === "own.example").toBe(
          true,
        );
      }),
    );
  });
});

describe("a change of the address", () => {
  test.each<[AnyAddressChange, string]>([
    [{ query: { page: 3 } }, "/t/?page=3&tag=a&tag=b"],
    [{ query: { page: null, tag: undefined } }, "/t/"],
    [{ query: { tag: ["c", "d"], on: true } }, "/t/?page=2&tag=c&tag=d&on=true"],
    [{ query: { tag: [] } }, "/t/?page=2"],
    [{ query: { q: "a&b=c#d" } }, "/t/?page=2&tag=a&tag=b&q=a%26b%3Dc%23d"],
    [{ params: { id: 7 } }, "/t/7?page=2&tag=a&tag=b"],
    [{}, "/t/?page=2&tag=a&tag=b"],
  ])("%j gives %s", (change, address) => {
    const from = new ViewRequest("/t/", "?page=2&tag=a&tag=b");
    expect(changedAddress(change, from, ({ id }) => `/t/${id}`)).toBe(address);
  });
});
