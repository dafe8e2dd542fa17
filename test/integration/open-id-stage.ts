import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import type { AccountsOptions } from "../../src/auth/accounts-options.ts";
import { Mailbox } from "../../src/auth/mail/mailbox.ts";
import { type OpenIdProviderOptions, openIdProvider } from "../../src/auth/open-id/open-id-provider.ts";
import type { Database } from "../../src/database/open-database.ts";
import { loginRequired } from "../../src/live/guards.ts";
import { get } from "../../src/server/http-route.ts";
import { OpenIdServer } from "../servers/open-id-server.ts";
import { type FormAnswer, FormBrowser } from "./form-browser.ts";
import { LiveApp } from "./live-app.ts";

export const callback = "/accounts/openid/company/callback/";

/** How a browser goes to a provider. */
interface Trip {
  readonly fields?: Readonly<Record<string, string>>;
  /** Where the button is. */
  readonly page?: string;
  readonly name?: string;
  readonly way?: string;
}

/** For tests: an app with accounts, and two providers, "company" and "club". Everybody there is Ada. */
export class OpenIdStage {
  provider!: OpenIdServer;
  other!: OpenIdServer;
  app!: LiveApp;
  auth!: Accounts;
  mailbox = new Mailbox();
  /** The accounts' clock. */
  now = 0;
  readonly #open: () => Promise<Database>;

  /** Made anew for every test of the suite. */
  constructor(open: () => Promise<Database>) {
    this.#open = open;
    beforeAll(async () => {
      [this.provider, this.other] = await Promise.all([OpenIdServer.start(), OpenIdServer.start()]);
    });
    afterAll(async () => {
      await Promise.all([this.provider.close(), this.other.close()]);
    });
    beforeEach(async () => {
      this.now = Date.now();
      this.provider.reset();
      this.other.reset();
      await this.start({ signUp: true });
    });
    afterEach(async () => await this.app.close());
  }

  start = async (
    options: Partial<OpenIdProviderOptions> = {},
    more: Partial<AccountsOptions> = {},
  ): Promise<void> => {
    await this.app?.close();
    this.mailbox = new Mailbox();
    const { issuer, clientId, clientSecret } = this.provider;
    const client = { clientId, clientSecret };
    const company = openIdProvider({ name: "company", label: "Company", issuer, ...client, ...options });
    const club = openIdProvider({ name: "club", label: "Club", issuer: this.other.issuer, ...client });
    this.auth = accounts({
      database: await this.#open(),
      hashCost: { memory: 1024, passes: 1 },
      mail: { transport: this.mailbox },
      openId: [company, club],
      now: () => this.now,
      ...more,
    });
    const me = get(
      "/me/",
      { access: loginRequired() },
      ({ principal }) => new Response(principal.user.username),
    );
    this.app = await LiveApp.start({
      auth: this.auth,
      routes: [me],
      trustedProxies: ["127.0.0.1", "::1"],
    });
  };

  newBrowser = (from?: string): FormBrowser => new FormBrowser(this.app, from);

  later = (minutes: number): void => {
    this.now += minutes * 60_000;
  };

  /** To the provider, up to the address of ours that it sends the browser back to. */
  comeBack = async (
    browser: FormBrowser,
    { fields = {}, page = "/accounts/login/", name = "company", way = "" }: Trip = {},
  ): Promise<URL> => {
    const left = await browser.post(`/accounts/openid/${name}/${way}`, fields, page);
    const answer = await fetch(left.location ?? "about:blank", { redirect: "manual" });
    return new URL(answer.headers.get("location") ?? "about:blank");
  };

  logIn = async (browser: FormBrowser, trip?: Trip): Promise<FormAnswer> =>
    await browser.get((await this.comeBack(browser, trip)).href);

  /** To connect what they have there. */
  connect = async (browser: FormBrowser, name = "company"): Promise<FormAnswer> =>
    await this.logIn(browser, { page: "/accounts/connections/", name, way: "connect/" });

  /** The name of who is logged in. */
  who = async (browser: FormBrowser): Promise<string | undefined> => {
    const { status, text } = await browser.get("/me/");
    return status === 200 ? text : undefined;
  };

  /** What the audit log says, newest first. */
  noted = async (action = "auth.login"): Promise<object[]> =>
    (await this.auth.audit.list({ action })).map(({ outcome, actorName, objectText, details }) => ({
      outcome,
      ...(actorName && { actorName }),
      ...(objectText && { objectText }),
      ...Object(details),
    }));

  /** Somebody with a password, and logged in by it. */
  member = async (username = "grace"): Promise<{ id: number; browser: FormBrowser }> => {
    const email = `${username}@example.com`;
    const id = await this.auth.users.create({ username, password: "secret", email });
    const browser = this.newBrowser();
    await browser.post("/accounts/login/", { username, password: "secret" });
    return { id, browser };
  };
}
