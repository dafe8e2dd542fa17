import type { Limiter, Limiters } from "../../live/limiters.ts";
import { emailKey } from "../email.ts";
import { accountDigest } from "./known-browsers.ts";

/** So many mails at once, and then one now and then; durations in seconds. */
const [burst, steady] = [
  { points: 3, duration: 30 * 60 },
  { points: 1, duration: 10 * 60 },
];

/**
 * How many mails with links an address gets, whoever asks for them. Never none for long: the newest link that is there
 * has still some time to live.
 */
export class MailAllowance {
  readonly #limiters: readonly Limiter[];

  constructor(limiters: Limiters) {
    this.#limiters = [
      limiters({ name: "throttle:mail", ...burst }),
      limiters({ name: "throttle:more-mail", ...steady }),
    ];
  }

  /** Counts one mail. False when it must not be sent. @param purpose of the link: each has its own allowance */
  async take(purpose: string, email: string): Promise<boolean> {
    const key = `${purpose} ${accountDigest(emailKey(email))}`;
    for (const limiter of this.#limiters) {
      const isAllowed = await limiter.consume(key).then(
        () => true,
        () => false,
      );
      if (isAllowed) return true;
    }
    return false;
  }
}
