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

const language = "accept-language";

/** What a request says about the browser that sent it, as far as views may know. */
export class Visitor {
  readonly #cookies: string;
  /** One a line, in the order of {@link namesIn} and the language last: there is one of these for each open page. */
  readonly #values: string;
  readonly #options: RequestOptions;
  /** Where the browser is; empty when that is not known. */
  readonly address: string;

  /** Keeps text only, for as long as the page is open. */
  constructor({ headers }: Request, options: RequestOptions = noOptions, address = "") {
    const cookies = headers.get("cookie") ?? "";
    const values = [...namesIn(options), language].map((name) =>
      (headers.get(name) ?? "").slice(0, valueLimit),
    );
    this.#options = options;
    this.address = address;
    this.#cookies = cookies.length > maxCookieHeaderBytes ? "" : cookies;
    this.#values = values.some((value) => value !== "") ? values.join("\n") : "";
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
    const values = this.#values.split("\n");
    const headers = namesIn(this.#options).map((name, index) => [name, values[index] ?? ""] as const);
    return new Map(headers.filter(([, value]) => value !== ""));
  }

  get locale(): string {
    return preferredLocale(this.#values.split("\n").at(-1) ?? "", this.#options.locales);
  }
}

function namesIn({ headers = readableHeaders }: RequestOptions): string[] {
  return headers.map((name) => name.toLowerCase()).filter((name) => !secretHeaders.includes(name));
}
