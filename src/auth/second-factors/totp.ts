import { LiveloomError } from "../../errors.ts";
import type { Sealer } from "../../http/sealing.ts";
import { loadPackage } from "../../load-package.ts";

/** What every authenticator app does (RFC 6238): 6 digits of HMAC-SHA1, anew every 30 seconds. */
const form = { algorithm: "SHA1", digits: 6, period: 30 } as const;

/** So many steps before and after the present one count, too, for clocks that are not quite right. */
const window = 1;

const secretBytes = 20;
const stepLength = form.period * 1_000;

/** The longest text in which a code is looked for, in characters. */
const longestText = 20;

/** For whom a secret is shown. */
interface AppLabel {
  /** The name of the site. */
  readonly issuer: string;
  readonly username: string;
}

/** Codes of authenticator apps, by the package `otpauth`. Secrets are handed out sealed. */
export class Totp {
  #sealer: Sealer | undefined;

  /** @throws LV-PACKAGE-MISSING */
  async start(sealer: Sealer | undefined): Promise<void> {
    this.#sealer = sealer;
    await load();
  }

  /** A new secret, sealed. */
  async createSecret(userId: number): Promise<string> {
    const { Secret } = await load();
    return this.#sealerFor(userId).seal(new Secret({ size: secretBytes }).base32, useOf(userId));
  }

  /** What an app is told: the secret as text, and as an address for a QR code. @throws LV-FACTOR-SECRET */
  async shown(userId: number, sealed: string, { issuer, username }: AppLabel) {
    const { TOTP, Secret } = await load();
    const secret = this.#open(userId, sealed);
    const totp = new TOTP({ ...form, issuer, label: username, secret: Secret.fromBase32(secret) });
    return { secret, address: totp.toString() };
  }

  /**
   * The step of time that a code belongs to; undefined when it is none of now. Compared in constant time.
   * @param code as typed, blanks and hyphens do not matter
   * @throws LV-FACTOR-SECRET
   */
  async stepOf(
    { userId, sealed }: { userId: number; sealed: string },
    code: string,
    now: number,
  ): Promise<number | undefined> {
    const token = totpCodeIn(code);
    if (token === undefined) return undefined;
    const { TOTP, Secret } = await load();
    const totp = new TOTP({ ...form, secret: Secret.fromBase32(this.#open(userId, sealed)) });
    const delta = totp.validate({ token, timestamp: now, window });
    return delta === null ? undefined : Math.floor(now / stepLength) + delta;
  }

  #open(userId: number, sealed: string): string {
    const secret = this.#sealerFor(userId).open(sealed, useOf(userId));
    if (secret !== undefined) return secret;
    const reason = "it was stored under another secret of the app";
    throw new LiveloomError("LV-FACTOR-SECRET", { id: userId, reason });
  }

  #sealerFor(id: number): Sealer {
    if (this.#sealer) return this.#sealer;
    throw new LiveloomError("LV-FACTOR-SECRET", { id, reason: "these accounts belong to no app that runs" });
  }
}

/** The six digits in what somebody typed; undefined when it cannot be a code. */
export function totpCodeIn(text: string): string | undefined {
  if (text.length > longestText) return undefined;
  const digits = text.replace(/[\s-]/g, "");
  return /^[0-9]{6}$/.test(digits) ? digits : undefined;
}

const useOf = (userId: number) => ({ purpose: "totp", owner: `user ${userId}` });

async function load(): Promise<typeof import("otpauth")> {
  return await loadPackage("otpauth", () => import("otpauth"));
}
