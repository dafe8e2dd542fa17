import { LiveloomError } from "../errors.ts";
import type { AccountToken, TokenStore } from "./store/token-store.ts";

const minute = 60_000;

/** How long links work, in milliseconds. */
const lifetimes = { reset: 30 * minute, "sign-up": 24 * 60 * minute, email: 24 * 60 * minute } as const;

export type LinkPurpose = keyof typeof lifetimes;

interface LinkOptions {
  /** The page that the link leads to; the token comes after it. */
  readonly path: string;
  /** Whose it is. Default: nobody's yet. */
  readonly userId?: number;
  readonly data: Readonly<Record<string, unknown>>;
}

interface AccountLinksOptions {
  readonly tokens: TokenStore;
  /** Where the app is reached; undefined when only requests say so. */
  origin(): string | undefined;
  now(): number;
}

/** Links in mails, each with a token that works once and not for long. */
export class AccountLinks {
  readonly #parts: AccountLinksOptions;

  constructor(parts: AccountLinksOptions) {
    this.#parts = parts;
  }

  /** @throws LV-MAIL-ORIGIN */
  async create(purpose: LinkPurpose, { path, userId, data }: LinkOptions): Promise<string> {
    const { tokens, now } = this.#parts;
    const link = this.to(path);
    const [createdAt, expiresAt] = [now(), now() + lifetimes[purpose]];
    const token = await tokens.create({ purpose, userId: userId ?? null, createdAt, expiresAt, data });
    return `${link}${token}/`;
  }

  /** A link to a page. @throws LV-MAIL-ORIGIN */
  to(path: string): string {
    const origin = this.#parts.origin();
    if (origin === undefined) throw new LiveloomError("LV-MAIL-ORIGIN");
    return origin + path;
  }

  /** What a token stands for, without using it up. */
  async find(purpose: LinkPurpose, token: string): Promise<AccountToken | undefined> {
    return await this.#parts.tokens.find(purpose, token, this.#parts.now());
  }

  /** Uses a token up; undefined when somebody was quicker. */
  async take(purpose: LinkPurpose, token: string): Promise<AccountToken | undefined> {
    return await this.#parts.tokens.take(purpose, token, this.#parts.now());
  }
}
