import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import type { AccountsOptions } from "../../src/auth/accounts-options.ts";
import { Mailbox } from "../../src/auth/mail/mailbox.ts";
import { english } from "../../src/auth/texts/english.ts";
import { csrfFieldName } from "../../src/http/csrf.ts";
import { testApp } from "../../src/testing/test-app.ts";
import { LiveApp } from "./live-app.ts";

const few = { free: 3, most: 3, within: 60_000 };

let app: LiveApp;
let auth: Accounts;
let mailbox: Mailbox;

function testAccounts(options: Partial<AccountsOptions> = {}): Accounts {
  mailbox = new Mailbox();
  return accounts({
    database: "sqlite::memory:",
    hashCost: { memory: 1024, passes: 1 },
    mail: { transport: mailbox },
    signUp: true,
    throttle: { login: few, confirmation: few, linkRequests: few },
    ...options,
  });
}

beforeEach(async () => {
  auth = testAccounts();
  app = await LiveApp.start({ auth, routes: [], trustedProxies: ["127.0.0.1", "::1"] });
  await app.open("/accounts/login/");
  await auth.users.create({ username: "ada", password: "secret", email: "ada@example.com" });
});

afterEach(() => app.close());

interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly retryAfter: string | null;
  readonly alert: string | undefined;
  /** What the browser keeps, for the Cookie header. */
  readonly cookie: string;
}

/** Posts the form of a page as a browser somewhere would. */
async function post(
  path: string,
  fields: Record<string, string>,
  { from = "198.51.100.7", cookie = "" } = {},
): Promise<Answer> {
  const page = await app.open(path, cookie);
  const kept = [cookie, page.cookie].filter(Boolean).join("; ");
  const [, token = ""] = new RegExp(`name="${csrfFieldName}" value="([^"]+)"`).exec(page.html) ?? [];
  const response = await app.fetchAs(kept)(app.origin + path, {
    method: "POST",
    body: new URLSearchParams({ ...fields, [csrfFieldName]: token }),
    headers: { "x-forwarded-for": from, accept: "text/html" },
    redirect: "manual",
  });
  const [, alert] = /role="alert"[^>]*>([^<]*)</.exec(await response.text()) ?? [];
  return {
    status: response.status,
    location: response.headers.get("location"),
    retryAfter: response.headers.get("retry-after"),
    alert,
    cookie: response.headers
      .getSetCookie()
      .map((each) => each.split(";")[0])
      .join("; "),
  };
}

const logIn = async (username: string, password: string, place: { from?: string; cookie?: string } = {}) =>
  await post("/accounts/login/", { username, password }, place);

const onlyBrowser = (cookie: string) =>
  cookie
    .split("; ")
    .filter((each) => each.includes("known-browser"))
    .join();

describe("the login page", () => {
  test("makes who guesses wait, and says how long", async () => {
    for (let count = 0; count < 3; count++)
      expect(await logIn("ada", "wrong")).toMatchObject({ status: 422, alert: english.logInFailed });
    expect(await logIn("ada", "secret")).toMatchObject({
      status: 429,
      alert: english.tooManyTries(1),
      retryAfter: expect.stringMatching(/^(5\d|60)$/),
      location: null,
    });
  });

  test("says the same about an account that does not exist, try by try", async () => {
    const answers = async (username: string) => {
      const all: unknown[] = [];
      for (let count = 0; count < 5; count++) {
        const { status, alert } = await logIn(username, "wrong", { from: `198.51.100.${username.length}` });
        all.push([status, alert]);
      }
      return all;
    };
    expect(await answers("nobody")).toEqual(await answers("ada"));
  });

  test("lets the owner in from elsewhere", async () => {
    for (let count = 0; count < 5; count++) await logIn("ada", "wrong");
    expect(await logIn("ada", "secret", { from: "203.0.113.9" })).toMatchObject({
      status: 303,
      location: "/",
    });
  });

  test("lets the owner in beside who guesses, in a browser they have used", async () => {
    const { cookie } = await logIn("ada", "secret");
    for (let count = 0; count < 5; count++) await logIn("ada", "wrong");
    expect((await logIn("ada", "secret")).status).toBe(429);
    expect((await logIn("ada", "secret", { cookie: onlyBrowser(cookie) })).status).toBe(303);
  });

  test("does not take somebody's word for where they are", async () => {
    await app.close();
    auth = testAccounts();
    app = await LiveApp.start({ auth, routes: [] });
    for (let count = 0; count < 3; count++) await logIn("ada", "wrong", { from: `203.0.113.${count}` });
    expect((await logIn("ada", "wrong", { from: "203.0.113.99" })).status).toBe(429);
  });
});

test("the page that asks for the password once more makes wait who guesses it", async () => {
  const { cookie } = await logIn("ada", "secret");
  const confirm = async (password: string) => await post("/accounts/confirm/", { password }, { cookie });
  for (let count = 0; count < 3; count++)
    expect(await confirm("wrong")).toMatchObject({ status: 422, alert: english.passwordWrong });
  expect(await confirm("secret")).toMatchObject({ status: 429, alert: english.tooManyTries(1) });
});

describe("in a live page", () => {
  async function visit(path: string, as?: string) {
    const page = testApp({ auth, routes: [] });
    return await page.visit(path, as === undefined ? {} : { as });
  }

  test("guessing the present password comes to an end", async () => {
    const page = await visit("/accounts/password/", "ada");
    const change = async (present: string) => {
      await page.type(english.presentPassword, present);
      await page.type(english.newPassword, "correct horse battery");
      await page.type(english.repeatPassword, "correct horse battery");
      await page.click(english.changePassword);
    };
    for (let count = 0; count < 3; count++) await change("wrong");
    await change("secret");
    expect(page.text).toContain(english.tooManyTries(1));
    expect(page.url).toBe("/accounts/password/");
  });
});

test("an address gets only so many mails, and whoever asks is told the same", async () => {
  auth.mailing?.resets.request("ada@example.com", english);
  for (let count = 0; count < 9; count++) auth.mailing?.resets.request("ADA@example.com", english);
  for (let count = 0; count < 9; count++) auth.mailing?.signUps.request("eve@example.com", english);
  await auth.mailing?.settled();
  const count = (subject: string) => mailbox.mails.filter((mail) => mail.subject === subject).length;
  expect([count(english.resetMailSubject), count(english.signUpMailSubject)]).toEqual([4, 4]);
});

describe.each(["/accounts/reset/", "/accounts/sign-up/"])("asking for links at %s", (path) => {
  test("comes to an end for a network, whatever the address", async () => {
    const texts: string[] = [];
    for (let count = 0; count < 4; count++) {
      const page = await app.visit(path);
      page.post("send", { email: `user${count}@example.com` });
      texts.push(JSON.stringify([await page.next(), ...(await page.untilPong())]));
    }
    expect(
      texts.map((text) => text.includes(english.tooManyTries(1))),
      texts.at(-1),
    ).toEqual([false, false, false, true]);
  });
});
