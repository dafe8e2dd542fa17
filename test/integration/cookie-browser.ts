import { csrfFieldName } from "../../src/http/csrf.ts";

/** What a page has said. */
export interface Seen {
  readonly status: number;
  /** Where it leads: a redirect, or a page that sends on. */
  readonly location: string | undefined;
  readonly html: string;
  readonly alert: string | undefined;
  /** In the names of the page's buttons. */
  readonly buttons: readonly string[];
}

/** A browser that keeps cookies and posts forms, and has no script. */
export class CookieBrowser {
  readonly #origin: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly cookies = new Map<string, string>();

  constructor(origin: string, headers: Readonly<Record<string, string>> = {}) {
    this.#origin = origin;
    this.#headers = headers;
  }

  async get(address: string): Promise<Seen> {
    return await this.#fetch(address, {});
  }

  /** Posts a form of the page there. @param to where its button leads; default: the same page */
  async post(page: string, fields: Readonly<Record<string, string>> = {}, to = page): Promise<Seen> {
    const { html } = await this.get(page);
    const [, token = ""] = new RegExp(`name="${csrfFieldName}" value="([^"]+)"`).exec(html) ?? [];
    const body = new URLSearchParams({ ...fields, [csrfFieldName]: token });
    return await this.#fetch(to, { method: "POST", body, headers: { origin: this.#origin } });
  }

  async #fetch(address: string, { headers = {}, ...init }: RequestInit): Promise<Seen> {
    const cookie = [...this.cookies].map((pair) => pair.join("=")).join("; ");
    const all = { accept: "text/html", ...this.#headers, ...headers, cookie };
    const response = await fetch(new URL(address, this.#origin), {
      ...init,
      headers: all,
      redirect: "manual",
    });
    for (const given of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (given.split(";")[0] ?? "").split("=");
      this.cookies.set(name, value);
    }
    const html = await response.text();
    const sentOn = response.headers.get("refresh")?.replace("0; url=", "");
    return {
      status: response.status,
      location: response.headers.get("location") ?? sentOn,
      html,
      alert: plain(/role="alert"[^>]*>([^<]*)</.exec(html)?.[1]),
      buttons: [...html.matchAll(/<button[^>]*>([^<]*)</g)].map(([, name = ""]) => name),
    };
  }
}

function plain(html: string | undefined): string | undefined {
  return html?.replaceAll("&#39;", "'").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
