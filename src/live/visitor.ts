import { preferredLocale } from "../http/accept-language.ts";
import { maxCookieHeaderBytes, parseCookies, sessionCookieName } from "../http/cookies.ts";

/** Headers that views may read when the app does not say which, in lower case. */
export const readableHeaders: readonly string[] = ["accept-language", "user-agent", "referer"];

/** Never read, whatever the app says: they hold what logs people in. The cookies have a door of their own. */
const secretHeaders: readonly string[] = ["cookie", "authorization", "proxy-authorization"];

/** Longest value of a header that is kept, in characters. */
const valueLimit = 1_000;

export interface RequestOptions {
  /** The headers views may read, by name. Default: accept-language, user-agent and referer. */
  readonly headers?: readonly string[];
  /** Cookies views may not read. The session's never can be. */
  readonly secretCookies?: readonly string[];
  /** The languages the app speaks, the default first: `request.locale` is one of them. Default: any. */
  readonly locales?: readonly string[];
}

const noOptions: RequestOptions = {};

/** What a request says about the browser that sent it, as far as views may know. */
export class Visitor {
  readonly #cookies: string;
  readonly #headers: readonly string[];
  readonly #language: string;
  readonly #options: RequestOptions;

  /** Keeps text only, for as long as the page is open. */
  constructor({ headers }: Request, options: RequestOptions = noOptions) {
    this.#options = options;
    const cookies = headers.get("cookie") ?? "";
    this.#cookies = cookies.length > maxCookieHeaderBytes ? "" : cookies;
    this.#language = cut(headers.get("accept-language"));
    this.#headers = namesIn(options).map((name) => cut(headers.get(name)));
  }

  /** The session's cookie. For the framework. */
  sessionCookie(isSecure: boolean): string | undefined {
    return parseCookies(this.#cookies).get(sessionCookieName(isSecure));
  }

  get cookies(): ReadonlyMap<string, string> {
    const cookies = parseCookies(this.#cookies);
    const { secretCookies = [] } = this.#options;
    for (const name of [sessionCookieName(true), sessionCookieName(false), ...secretCookies])
      cookies.delete(name);
    return cookies;
  }

  get headers(): ReadonlyMap<string, string> {
    const headers = namesIn(this.#options).map((name, index) => [name, this.#headers[index] ?? ""] as const);
    return new Map(headers.filter(([, value]) => value !== ""));
  }

  get locale(): string {
    return preferredLocale(this.#language, this.#options.locales);
  }
}

function namesIn({ headers = readableHeaders }: RequestOptions): string[] {
  return headers.map((name) => name.toLowerCase()).filter((name) => !secretHeaders.includes(name));
}

function cut(value: string | null): string {
  return (value ?? "").slice(0, valueLimit);
}
