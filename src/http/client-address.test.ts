import { describe, expect, test } from "vitest";
import { ClientAddresses, networkOf } from "./client-address.ts";
import { notePeer } from "./peer-address.ts";

function requestFrom(peer: string | undefined, forwardedFor?: string): Request {
  const headers = forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor };
  const request = new Request("http://app.test/", { headers });
  notePeer(request, peer);
  return request;
}

describe("the address of a request", () => {
  test.each([
    ["198.51.100.7", "198.51.100.7"],
    ["::ffff:198.51.100.7", "198.51.100.7"],
    ["2001:db8::1", "2001:db8::1"],
    [undefined, ""],
  ])("that came from %s is %j", (peer, address) => {
    expect(new ClientAddresses().of(requestFrom(peer))).toBe(address);
  });

  test("is not what a header says when no proxy is trusted", () => {
    expect(new ClientAddresses().of(requestFrom("198.51.100.7", "203.0.113.1"))).toBe("198.51.100.7");
  });

  test.each([
    ["the proxy's word", "203.0.113.1", "203.0.113.1"],
    ["not what the browser said before", "192.0.2.66, 203.0.113.1", "203.0.113.1"],
    ["past all trusted proxies", "192.0.2.66, 203.0.113.1, 10.9.9.9, fd00::5", "203.0.113.1"],
    ["the first proxy's, when all are trusted", "10.9.9.9", "10.9.9.9"],
    ["an address of the new kind", "2001:db8::1", "2001:db8::1"],
    ["the proxy's own when it says nothing", undefined, "10.0.0.1"],
    ["the proxy's own when it says nonsense", "unknown", "10.0.0.1"],
    ["as far as it makes sense", "203.0.113.1, <script>, 10.9.9.9", "10.9.9.9"],
    ["no address with a port", "203.0.113.1:4711", "10.0.0.1"],
    ["the proxy's own when the header is empty", "", "10.0.0.1"],
  ])("behind a trusted proxy is %s", (_, header, address) => {
    const addresses = new ClientAddresses(["10.0.0.0/8", "fd00::/8"]);
    expect(addresses.of(requestFrom("10.0.0.1", header))).toBe(address);
  });

  test("of somebody who is no trusted proxy is their own, whatever they say", () => {
    const addresses = new ClientAddresses(["10.0.0.1"]);
    expect(addresses.of(requestFrom("10.0.0.2", "203.0.113.1"))).toBe("10.0.0.2");
  });

  test("is found behind a proxy that listens to both kinds of addresses", () => {
    const addresses = new ClientAddresses(["10.0.0.1"]);
    expect(addresses.of(requestFrom("::ffff:10.0.0.1", "::ffff:203.0.113.1"))).toBe("203.0.113.1");
  });
});

test.each(["", "proxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8", "::/129", "*"])(
  "%j is no proxy to trust",
  (proxy) => {
    expect(() => new ClientAddresses([proxy])).toThrow("LV-CONFIG-PROXY");
  },
);

test.each([
  ["a header from a proxy that is not trusted", "10.0.0.1", "203.0.113.1", true],
  ["one from a trusted proxy", "10.0.0.7", "203.0.113.1", false],
  ["no header", "10.0.0.1", undefined, false],
])("%s: is something amiss?", (_, peer, header, isUntold) => {
  expect(new ClientAddresses(["10.0.0.7"]).isUntold(requestFrom(peer, header))).toBe(isUntold);
});

test.each([
  ["198.51.100.7", "198.51.100.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::1", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["64:ff9b::198.51.100.7", "64:ff9b:0:0::/64"],
  ["nonsense", ""],
  ["", ""],
])("limits count %j as %j", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
