import { availableParallelism } from "node:os";
import { hash, type Options, verify } from "@node-rs/argon2";
import { LiveloomError } from "../errors.ts";
import { verifyForeign } from "./foreign-hash.ts";
import { SlowestCheck } from "./slowest-check.ts";
import { TaskQueue } from "./task-queue.ts";

/** Longest password, in UTF-16 code units. Longer ones are refused, never cut. */
export const passwordLimit = 1_024;

/** What a hash costs. Memory in KiB; each running hash holds that much. */
export interface HashCost {
  readonly memory: number;
  readonly passes: number;
}

/** About 0.1 s and 64 MiB; OWASP's minimum for Argon2id is 19 MiB and 2 passes. */
export const defaultHashCost: HashCost = { memory: 65_536, passes: 3 };

/**
 * Argon2 runs on the four threads that files and name look-ups need too, and keeps a core busy, which open pages need:
 * not all of them may hash.
 */
const hashing = { running: availableParallelism() > 2 ? 2 : 1, waiting: 256 };

/** Verifies against nothing: the hash of accounts that cannot log in with a password. */
export const unusablePassword = "!";

/** A salt and a hash, all zeros, that no password is known to have. */
const decoy = `${"A".repeat(22)}$${"A".repeat(43)}`;

/** Argon2id hashes (RFC 9106) as PHC strings, a bounded number at a time. */
export class Passwords {
  readonly #options: Options;
  readonly #queue = new TaskQueue(hashing);
  readonly #slowest = new SlowestCheck();
  /** How every hash of the present cost begins. */
  readonly #prefix: string;
  readonly #report: (error: LiveloomError) => void;

  /** @param report logs why a hash cannot be checked */
  constructor(
    { memory, passes }: HashCost = defaultHashCost,
    report: (error: LiveloomError) => void = () => {},
  ) {
    this.#report = report;
    this.#options = { memoryCost: memory, timeCost: passes, parallelism: 1 };
    this.#prefix = `$argon2id$v=19$m=${memory},t=${passes},p=1$`;
  }

  /** @throws LV-USER-INVALID for an empty or over-long password; LV-BUSY under too much load. */
  async hash(password: string): Promise<string> {
    if (password.length === 0 || password.length > passwordLimit) {
      const reason = `a password has 1 to ${passwordLimit} characters`;
      throw new LiveloomError("LV-USER-INVALID", { reason });
    }
    return await this.#queue.run(() => hash(password, this.#options));
  }

  /**
   * Whether the password is the one; a stored text that is no hash is nobody's password. Hashes of Django's are known,
   * too: see {@link verifyForeign}. One that cannot be checked is nobody's, too: whoever asks must not learn that there
   * is one.
   * @throws LV-BUSY
   */
  async verify(stored: string, password: string): Promise<boolean> {
    if (password.length === 0 || password.length > passwordLimit) return false;
    return await this.#queue.run(async () => {
      try {
        if (stored.startsWith("$argon2")) return await verify(stored, password);
        return await this.#slowest.time(() => verifyForeign(stored, password));
      } catch (error) {
        if (error instanceof LiveloomError) this.#report(error);
        return false;
      }
    });
  }

  /** Takes as long as a real check and says no: time does not tell whether an account exists. @throws LV-BUSY */
  async verifyNothing(password: string): Promise<false> {
    await this.verify(`${this.#prefix}${decoy}`, password);
    return false;
  }

  /**
   * Waits for as long as it takes to check the slowest foreign hash so far, so that a login that failed takes equally
   * long with them and without.
   * @param spent as much of that time has passed already, in milliseconds
   */
  async waitForSlowest(spent = 0): Promise<void> {
    await this.#slowest.wait(spent);
  }

  /** Whether the account may have a password at all: only what has one is worth a check. */
  isUsable(stored: string): boolean {
    return stored !== "" && !stored.startsWith(unusablePassword);
  }

  /** Whether the hash was made by another algorithm or at another cost than hashes are made now. */
  isOutdated(stored: string): boolean {
    return !stored.startsWith(this.#prefix);
  }
}
