import { randomBytes } from "node:crypto";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { LiveloomError } from "../errors.ts";
import type { AuditNote } from "../live/audit.ts";
import { createMemoryPubSub } from "../pubsub/memory.ts";
import { type Topic, topicName } from "../pubsub/topic.ts";
import { App, servicesOf } from "../server/app.ts";
import type { AppOptions } from "../server/app-options.ts";
import type { Logger } from "../server/logger.ts";
import type { Services } from "../server/services.ts";
import { openSession } from "../session/browser-session.ts";
import type { Session } from "../session/session.ts";
import { loadDom } from "./load-dom.ts";
import { type Published, recordPublished } from "./published.ts";
import { Replies } from "./replies.ts";
import { TestAuth } from "./test-auth.ts";
import { TestBrowser } from "./test-browser.ts";
import { TestPage } from "./test-page.ts";
import type { TestUser } from "./test-user.ts";
import { moveClocks, VirtualClock } from "./virtual-clock.ts";

/** How long the server may take to answer an action of a test, in milliseconds of real time. */
export const patience = 4_000;

/** The time itself; a test may put its own in the place of the global one. */
const realTime = performance.now.bind(performance);

/** What a test may say of an app: all that `createApp` takes. What only a server needs has defaults. */
export type TestAppOptions = Omit<AppOptions, "clock" | "secret">;

/** Finds an account by its name, as `accounts().users` does. */
interface Accounts {
  readonly users: {
    find(username: string): Promise<{ readonly id: number; readonly authEpoch?: number } | undefined>;
  };
}

/** An app without a server, that simulated browsers visit. Made by {@link testApp}. */
export class TestApp {
  /** Every message that was published, the first one first. */
  readonly published: Published[] = [];
  /** Errors that nobody handled, by the id under which the log has them. */
  readonly errors = new Map<string, unknown>();
  readonly options: TestAppOptions;
  readonly #app: App;
  readonly #services: Services;
  readonly #clock = new VirtualClock();
  readonly #testAuth: TestAuth | undefined;
  readonly #browsers = new Set<TestBrowser>();
  readonly #replies = new Replies();

  constructor(options: TestAppOptions) {
    const secret = randomBytes(32).toString("base64url");
    const pubsub = recordPublished(options.pubsub ?? createMemoryPubSub(), this.published);
    this.options = options;
    this.#testAuth = options.auth ? undefined : new TestAuth();
    const auth = options.auth ?? this.#testAuth;
    const own = { secret, pubsub, clock: this.#clock, logger: options.logger ?? this.#logger() };
    this.#app = new App({ production: false, ...options, ...own, ...(auth && { auth }) });
    this.#services = servicesOf(this.#app);
    this.#services.views.handled = (...reply) => this.#replies.handled(...reply);
  }

  /** Prepares accounts and database, so that a test can make users. {@link visit} does it when nobody did. */
  start(): Promise<void> {
    return this.#app.start();
  }

  /**
   * Opens a page in a browser of its own.
   * @param as Who is logged in there: a {@link TestUser}, or with accounts the name of one. Default: nobody.
   * @throws Refused when the page is answered with an error.
   */
  async visit(path: string, { as }: { readonly as?: TestUser | string | undefined } = {}): Promise<TestPage> {
    await this.start();
    const session = await this.#logIn(as);
    const dom = loadDom();
    const browser = new TestBrowser({
      app: this.#app,
      services: this.#services,
      dom,
      session,
      errors: this.errors,
      replies: this.#replies,
    });
    this.#browsers.add(browser);
    const page = new TestPage(this, browser);
    await page.act(() => browser.visit(path));
    return page;
  }

  /**
   * What was written down of who did what, the first one first: by events with `audit`, and `this.audit`. With accounts
   * of your own it is in their audit log.
   */
  get audited(): readonly AuditNote[] {
    return this.#testAuth?.audited ?? [];
  }

  /** Sends a message to everybody who subscribed to the topic, and waits until they have taken it. */
  async publish(topic: string | Topic<unknown>, message: unknown): Promise<void> {
    this.#app.publish(topicName(topic), message);
    await this.settle();
  }

  /** Lets the time of `every`, `after`, and the browsers pass; the time of the process goes on as it does. */
  async advance(milliseconds: number): Promise<void> {
    const clocks = () => [this.#clock, ...[...this.#browsers].map(({ clock }) => clock)];
    await moveClocks(clocks, milliseconds, () => this.settle());
  }

  /**
   * Waits until everything is answered and shown.
   * @param withWork Also until tasks and resources are done. Default: false.
   * @throws LV-TEST-BUSY after {@link patience}.
   */
  async settle(withWork = false): Promise<void> {
    const start = realTime();
    for (let quiet = 0; quiet < 2; ) {
      await nextTurn();
      const busy = [...this.#browsers].find((browser) => browser.isBusy(withWork));
      quiet = busy ? 0 : quiet + 1;
      const passed = realTime() - start;
      if (busy && passed > patience)
        throw new LiveloomError("LV-TEST-BUSY", { page: busy.url, limit: patience });
      if (busy && passed > 5) await sleep(1);
    }
  }

  /** Who is logged in in a browser from now on. @throws LV-TEST-ACCOUNTS when the app has accounts */
  setUser(sessionHash: string, user: TestUser | undefined): void {
    if (!this.#testAuth) throw new LiveloomError("LV-TEST-ACCOUNTS", { member: "asUser" });
    this.#testAuth.setUser(sessionHash, user);
  }

  /** Closes every page, and the app with its accounts. */
  async close(): Promise<void> {
    for (const browser of this.#browsers) browser.close();
    this.#browsers.clear();
    await this.#app.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #logIn(as: TestUser | string | undefined) {
    const { sessions: store, signer } = this.#services;
    const session = await openSession({ store, signer, cookie: undefined, now: Date.now() });
    session.ensureCookie();
    if (typeof as === "string") await this.#logInAs(session, as);
    else if (as) this.setUser(session.idHash, as);
    return session;
  }

  async #logInAs(session: Session, username: string): Promise<void> {
    const account = hasUsers(this.options.auth) ? await this.options.auth.users.find(username) : undefined;
    if (!account) throw new LiveloomError("LV-TEST-USER", { username });
    const { id, authEpoch = 0 } = account;
    await session.logIn(id, { authEpoch });
  }

  #logger(): Logger {
    return {
      info: () => {},
      warn: () => {},
      error: (fields) => {
        if ("id" in fields && "err" in fields) this.errors.set(String(fields.id), fields.err);
      },
    };
  }
}

function hasUsers(auth: unknown): auth is Accounts {
  return typeof auth === "object" && auth !== null && "users" in auth;
}

/**
 * An app for tests, from what `createApp` takes. Without `auth`, people are {@link TestUser}s.
 * @example
 * const app = testApp({ routes: [live("/teams/:teamId/", TeamPage)] });
 * const page = await app.visit("/teams/1/", { as: testUser({ username: "anna" }) });
 */
export function testApp(options: TestAppOptions): TestApp {
  return new TestApp(options);
}
