import Database from "better-sqlite3";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

export const password = "weaving-is-fun";

/** The demo's office, with a browser for each of its people, in which they stay logged in. */
export class Office {
  readonly server: ExampleServer;
  readonly #browser: Browser;
  /** How long the frames were that pages have received, in characters. */
  readonly frames = new WeakMap<Page, number[]>();
  readonly #people = new Map<string, Promise<BrowserContext>>();

  static async open(): Promise<Office> {
    const [server, browser] = await Promise.all([
      ExampleServer.start("examples/demo/main.ts"),
      launchBrowser(),
    ]);
    return new Office(server, browser);
  }

  private constructor(server: ExampleServer, browser: Browser) {
    this.server = server;
    this.#browser = browser;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.server.remove();
  }

  /** Closes the pages that are open. */
  async clear(): Promise<void> {
    const people = await Promise.all(this.#people.values());
    await Promise.all(people.flatMap((person) => person.pages()).map((page) => page.close()));
  }

  /** A person's browser. */
  person(username: string): Promise<BrowserContext> {
    const known = this.#people.get(username) ?? this.logIn(username);
    this.#people.set(username, known);
    return known;
  }

  /** A browser of its own, logged in without a page: that is quicker. */
  async logIn(username: string, options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.#browser.newContext({ baseURL: this.server.address, ...options });
    const login = "/accounts/login/";
    const page = await (await context.request.get(login)).text();
    const [, name = "", value = ""] = /type="hidden" name="([^"]+)" value="([^"]+)"/.exec(page) ?? [];
    const answer = await context.request.post(login, {
      form: { [name]: value, username, password },
      headers: { origin: this.server.address },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(303);
    return context;
  }

  /** A live page: the socket has taken over. */
  async page(username: string, path: string): Promise<Page> {
    const page = await (await this.person(username)).newPage();
    page.on("pageerror", (error) => expect.fail(`The page threw ${error}`));
    const frames: number[] = [];
    this.frames.set(page, frames);
    page.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => void frames.push(payload.length)),
    );
    await page.goto(path);
    await joined(page);
    return page;
  }

  /** What a query of the database gives. */
  rows(query: string, ...values: unknown[]): unknown[] {
    const db = new Database(this.server.databaseFile, { readonly: true });
    try {
      return db.prepare(query).all(...values);
    } finally {
      db.close();
    }
  }

  change(statements: string): void {
    const db = new Database(this.server.databaseFile);
    try {
      db.exec(statements);
    } finally {
      db.close();
    }
  }

  /** The number of the payout to somebody. */
  payout(payee: string): number {
    const [row] = this.rows("select id from payouts where payee = ?", payee);
    return Number(Object(row).id);
  }

  /** What the audit log says of an object, the oldest first: who, what came of it, and why. */
  log(type: string, id: number): string[] {
    const rows = this.rows(
      "select actor_name, outcome, details from audit_log where object_type = ? and object_id = ? order by id",
      type,
      String(id),
    );
    return rows.map((row) => {
      const { actor_name: who, outcome, details } = Object(row);
      const { reason } = JSON.parse(details);
      return [who, outcome, reason].filter(Boolean).join(" ");
    });
  }

  /** Everything that events could have changed. */
  state(): unknown[] {
    return [
      ...this.rows("select id, state, reason from orders"),
      ...this.rows("select id, state, approver_id from payouts"),
    ];
  }
}

export async function joined(page: Page): Promise<void> {
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
}

/** Calls an event as from the browser's console. */
export async function push(page: Page, name: string, params: unknown): Promise<void> {
  await page.evaluate(({ name, params }) => globalThis.liveloom.push(name, params), { name, params });
}
