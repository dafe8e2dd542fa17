import type { Visitor } from "./visitor.ts";

/** What a view may know about the request it was opened with; when it is mounted again, about its socket's. */
export class ViewRequest {
  /** The path, `/teams/1/`. */
  readonly path: string;
  readonly #search: string;
  readonly #visitor: Visitor | undefined;

  constructor(path: string, search: string, visitor?: Visitor) {
    this.path = path;
    this.#search = search;
    this.#visitor = visitor;
  }

  /** The same visitor at another address. */
  at(path: string, search: string): ViewRequest {
    return new ViewRequest(path, search, this.#visitor);
  }

  /** Path and query, as in the browser's address bar. */
  get url(): string {
    return this.path + this.#search;
  }

  get query(): URLSearchParams {
    return new URLSearchParams(this.#search);
  }

  /** The browser's cookies by name; never the session's, nor those in `secretCookies` of `createApp`. */
  get cookies(): ReadonlyMap<string, string> {
    return this.#visitor?.cookies ?? none;
  }

  /**
   * The headers that `createApp({ request: { headers } })` names, by name in lower case. Default: accept-language,
   * user-agent and referer. A header that was not sent, as referer by sockets, is not there.
   */
  get headers(): ReadonlyMap<string, string> {
    return this.#visitor?.headers ?? none;
  }

  /**
   * The browser's address, "203.0.113.7"; empty when it is not known. Behind a proxy that takes `trustedProxies` of
   * `createApp`.
   */
  get address(): string {
    return this.#visitor?.address ?? "";
  }

  /** The language the browser asks for first, "de-CH"; of those in `createApp({ request: { locales } })`, if any. */
  get locale(): string {
    return this.#visitor?.locale ?? "en";
  }
}

const none: ReadonlyMap<string, string> = new Map();
