import { BlockList, isIP } from "node:net";
import { LiveloomError } from "../errors.ts";
import { peerOf } from "./peer-address.ts";

const header = "x-forwarded-for";

/** Most proxies in a row that are looked at. */
const mostProxies = 20;

/**
 * Knows where requests come from. What a header says about that counts only as far as trusted proxies have said it:
 * anybody may send one.
 */
export class ClientAddresses {
  readonly #trusted = new BlockList();

  /** @param proxies addresses and networks, "10.0.0.7" or "10.0.0.0/8" @throws LV-CONFIG-PROXY */
  constructor(proxies: readonly string[] = []) {
    for (const proxy of proxies) this.#trust(proxy);
  }

  /** The browser's address; empty when nobody knows it. */
  of(request: Request): string {
    const peer = peerOf(request);
    if (peer === undefined) return "";
    let address = plain(peer);
    // Each proxy adds at the end whom it was asked by.
    const said = (request.headers.get(header) ?? "").split(",").slice(-mostProxies);
    while (this.#isTrusted(address)) {
      const before = plain(said.pop()?.trim() ?? "");
      if (isIP(before) === 0) break;
      address = before;
    }
    return address;
  }

  /** Whether somebody who is not trusted says that the request comes from elsewhere. */
  isUntold(request: Request): boolean {
    const peer = peerOf(request);
    return peer !== undefined && request.headers.has(header) && !this.#isTrusted(plain(peer));
  }

  #trust(proxy: string): void {
    const [address = "", prefix, ...more] = proxy.split("/");
    const family = familyOf(address);
    const bits = prefix === undefined ? undefined : Number(prefix);
    const mostBits = family === "ipv6" ? 128 : 32;
    const isNetwork = bits === undefined || (/^\d{1,3}$/.test(prefix ?? "") && bits <= mostBits);
    if (family === undefined || !isNetwork || more.length > 0)
      throw new LiveloomError("LV-CONFIG-PROXY", { got: proxy });
    if (bits === undefined) this.#trusted.addAddress(address, family);
    else this.#trusted.addSubnet(address, bits, family);
  }

  #isTrusted(address: string): boolean {
    const family = familyOf(address);
    return family !== undefined && this.#trusted.check(address, family);
  }
}

/**
 * What limits count together: an address, or of IPv6 the network of 64 bits, in which everybody has as many addresses
 * as they like. Empty for what is no address.
 */
export function networkOf(address: string): string {
  const family = familyOf(address);
  if (family !== "ipv6") return family === undefined ? "" : address;
  const [first = "", last] = (address.split("%")[0] ?? "").split("::");
  const [before, after] = [groups(first), groups(last ?? "")];
  const zeros = last === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...Array<string>(Math.max(0, zeros)).fill("0"), ...after];
  return `${all.slice(0, 4).join(":")}::/64`;
}

/** Without leading zeros; an IPv4 address at the end is two groups. */
function groups(text: string): string[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    if (group.includes(".")) return ["0", "0"];
    return Number.parseInt(group, 16).toString(16);
  });
}

/** IPv4 addresses that arrive at a socket for both are written as what they are. */
function plain(address: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  return mapped ?? address;
}

function familyOf(address: string): "ipv4" | "ipv6" | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 4 ? "ipv4" : "ipv6";
}
