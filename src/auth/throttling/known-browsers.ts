import { createHash, randomBytes } from "node:crypto";
import { serializeCookie } from "../../http/cookies.ts";
import type { Signer } from "../../http/signing.ts";
import { usernameKey, usernameLimit } from "../username.ts";

/** So many accounts are known to one browser: of more, those that logged in last. */
const accountsLimit = 4;

/** How long a browser is known after a login, in milliseconds: half a year. */
const lifetime = 180 * 24 * 60 * 60 * 1000;

const purpose = "known-browser";

/** A browser that says, with our signature, who has logged in with it. */
export interface KnownBrowser {
  /** Tells it from other browsers. */
  readonly id: string;
  /** Digests of the usernames. */
  readonly accounts: readonly string[];
}

/**
 * Browsers in which somebody has logged in before. For that account they are counted by themselves, so that nobody
 * keeps its owner out by guessing passwords elsewhere. The cookie proves nothing else, and opens nothing.
 */
export class KnownBrowsers {
  #signer: Signer | undefined;

  /** From now on browsers are known. */
  start(signer: Signer): void {
    this.#signer = signer;
  }

  /** The browser with these cookies; undefined when nobody has logged in with it. */
  of(cookies: ReadonlyMap<string, string>): KnownBrowser | undefined {
    const value = cookies.get(cookieName(true)) ?? cookies.get(cookieName(false)) ?? "";
    const [id, ...accounts] = this.#signer?.verify(value, purpose)?.split("~") ?? [];
    return id === undefined ? undefined : { id, accounts };
  }

  /**
   * A `Set-Cookie` value for a browser with which somebody has just logged in.
   * @param browser what it was until then
   */
  cookieFor(browser: KnownBrowser | undefined, username: string, { secure }: { secure: boolean }): string {
    const { id = randomBytes(16).toString("base64url"), accounts = [] } = browser ?? {};
    const account = accountDigest(username);
    const known = [account, ...accounts.filter((each) => each !== account)].slice(0, accountsLimit);
    const value = this.#signer?.sign([id, ...known].join("~"), purpose) ?? "";
    return serializeCookie(cookieName(secure), value, { secure, lifetime });
  }
}

/** Names an account by what was typed, whether there is one or not. */
export function accountDigest(username: string): string {
  const key = username.length > usernameLimit ? username : usernameKey(username);
  return createHash("sha256").update(key).digest("base64url").slice(0, 22);
}

function cookieName(secure: boolean): string {
  return secure ? "__Host-known-browser" : "known-browser";
}
