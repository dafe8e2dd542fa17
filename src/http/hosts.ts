import { isIP } from "node:net";
import { LiveloomError } from "../errors.ts";

/** Nobody can own these names, and make them lead to this app from a page elsewhere (RFC 6761, 6.2 and 6.3). */
const reserved = /^(?:.*\.)?(?:localhost|test)$/;

/** The most characters a name can have (RFC 1035, 2.3.4). */
const longestName = 253;

const hostName = /^(?:\*\.)?[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/;

/**
 * The names an app answers to. A request for another one is refused: a page of another site whose name leads to this app
 * all of a sudden ("DNS rebinding") would be taken for one of its own.
 *
 * Addresses such as 127.0.0.1, and names that nobody can own, are always answered to.
 */
export class Hosts {
  readonly #names = new Set<string>();

  /** @param names "example.com", "*.example.com" for all below it, "*" for any @throws LV-CONFIG-HOST */
  constructor(names: readonly string[] = []) {
    for (const name of names) this.add(name);
  }

  /** @throws LV-CONFIG-HOST */
  add(name: string): void {
    const plain = name.toLowerCase();
    if (name !== "*" && !isAddress(plain) && !hostName.test(plain))
      throw new LiveloomError("LV-CONFIG-HOST", { got: name });
    this.#names.add(plain);
  }

  /** @throws LV-HOST-REFUSED */
  check(address: string): void {
    const host = new URL(address).hostname.replace(/\.$/, "");
    if (host.length > longestName || !this.#answersTo(host))
      throw new LiveloomError("LV-HOST-REFUSED", { host: host.slice(0, longestName) });
  }

  #answersTo(host: string): boolean {
    const isNamed = this.#names.has("*") || this.#names.has(host) || this.#isBelow(host);
    return isNamed || isAddress(host) || reserved.test(host);
  }

  #isBelow(host: string): boolean {
    const [first, ...above] = host.split(".");
    return first !== "" && above.some((_, at) => this.#names.has(`*.${above.slice(at).join(".")}`));
  }
}

function isAddress(host: string): boolean {
  return isIP(host.replace(/^\[(.*)\]$/, "$1")) !== 0;
}

/** Whether a URL leads to this machine. */
export function isLocal({ hostname }: URL): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}
