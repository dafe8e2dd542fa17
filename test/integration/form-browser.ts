import { csrfFieldName } from "../../src/http/csrf.ts";
import type { LiveApp } from "./live-app.ts";

export interface FormAnswer {
  readonly status: number;
  /** Where it leads: a redirect, or a page that sends on. */
  readonly location: string | null;
  readonly text: string;
  /** What is said to be wrong. */
  readonly alert: string | undefined;
  /** The names of its buttons. */
  readonly buttons: readonly string[];
}

/** A browser that keeps cookies, and posts forms of pages. */
export class FormBrowser {
  readonly #app: LiveApp;
  readonly #from: string;
  readonly #cookies = new Map<string, string>();

  constructor(app: LiveApp, from = "198.51.100.7") {
    this.#app = app;
    this.#from = from;
  }

  async get(path: string): Promise<FormAnswer> {
    return await this.#request(path, {});
  }

  /** Posts fields with the token of the form on a page. @param page Default: where it is posted */
  async post(path: string, fields: Record<string, string>, page = path): Promise<FormAnswer> {
    const { text } = await this.get(page);
    const [, token = ""] = new RegExp(`name="${csrfFieldName}" value="([^"]+)"`).exec(text) ?? [];
    return await this.postWith(token, path, fields);
  }

  async postWith(token: string, path: string, fields: Record<string, string>): Promise<FormAnswer> {
    const body = new URLSearchParams({ ...fields, [csrfFieldName]: token });
    return await this.#request(path, { method: "POST", body });
  }

  /** Posts only the token of the form on a page, as its script does. */
  async ask(path: string, page = path): Promise<FormAnswer> {
    const { text } = await this.get(page);
    const [, token = ""] = new RegExp(`name="${csrfFieldName}" value="([^"]+)"`).exec(text) ?? [];
    const body = new URLSearchParams({ [csrfFieldName]: token });
    return await this.#request(path, { method: "POST", body }, "application/json");
  }

  async logIn(username: string, password: string, next = ""): Promise<FormAnswer> {
    return await this.post("/accounts/login/", { username, password, ...(next && { next }) });
  }

  /** Forgets who it is, but for what the app knows it by. */
  forgetSession(): void {
    for (const name of this.#cookies.keys()) if (!name.includes("known-browser")) this.#cookies.delete(name);
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async #request(path: string, options: RequestInit, accept = "text/html"): Promise<FormAnswer> {
    const headers = { accept, "x-forwarded-for": this.#from };
    const response = await this.#app.fetchAs(this.cookie)(new URL(path, this.#app.origin), {
      ...options,
      headers,
      redirect: "manual",
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const text = await response.text();
    const [, alert] = /role="alert"[^>]*>([^<]+)</.exec(text) ?? [];
    const buttons = [...text.matchAll(/<button[^>]*>([^<]*)</g)].map(([, name = ""]) => name);
    const sentOn = response.headers.get("refresh")?.replace("0; url=", "") ?? null;
    const location = response.headers.get("location") ?? sentOn;
    return { status: response.status, location, text, alert, buttons };
  }

  #keep(line: string): void {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}
