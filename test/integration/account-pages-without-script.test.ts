import { Window } from "happy-dom";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { Mailbox } from "../../src/auth/mail/mailbox.ts";
import { english } from "../../src/auth/texts/english.ts";
import { german } from "../../src/auth/texts/german.ts";
import { LiveApp } from "./live-app.ts";

const { DOMParser } = new Window();

let mailbox: Mailbox;
let auth: Accounts;
let app: LiveApp;

beforeEach(async () => {
  mailbox = new Mailbox();
  auth = accounts({
    database: "sqlite::memory:",
    hashCost: { memory: 1024, passes: 1 },
    mail: { transport: mailbox },
    signUp: true,
    siteName: "Spindle",
  });
  app = await LiveApp.start({ auth, production: true, routes: [] });
  await app.open("/accounts/login/");
  await auth.users.create({ username: "ada", password: "secret", email: "ada@example.com" });
});

afterEach(() => app.close());

/** What a browser without script sends when somebody fills in the page and presses its last button. */
async function submit(path: string, fields: Readonly<Record<string, string>>, cookie = "") {
  const page = await app.open(path, cookie);
  const body = new URLSearchParams([...formIn(page.html), ...Object.entries(fields)]);
  const headers = { accept: "text/html", cookie: page.cookie, origin: app.origin };
  const response = await fetch(app.origin + path, { method: "POST", headers, body, redirect: "manual" });
  const location = response.headers.get("location");
  const [given = page.cookie] = response.headers.get("set-cookie")?.split(";") ?? [];
  const shown = location === null ? await response.text() : (await app.open(location, given)).html;
  return { location, shown: textIn(shown), cookie: given };
}

function documentOf(text: string) {
  return new DOMParser().parseFromString(text, "text/html");
}

function textIn(text: string): string {
  return documentOf(text).body.textContent ?? "";
}

/** What is sent besides what somebody types: the form's hidden fields, and its button. */
function formIn(text: string): [string, string][] {
  const page = documentOf(text);
  const button = [...page.querySelectorAll(".account-card button")].at(-1);
  const form = page.getElementById(button?.getAttribute("form") ?? "") ?? button?.closest("form");
  const hidden = [...(form?.querySelectorAll("input[type=hidden]") ?? [])];
  return [...hidden, ...(button?.hasAttribute("name") ? [button] : [])].map((input) => [
    input.getAttribute("name") ?? "",
    input.getAttribute("value") ?? "",
  ]);
}

async function mailedPath(): Promise<string> {
  await auth.mailing?.settled();
  return new URL(/http:\S+/.exec(mailbox.mails.at(-1)?.text ?? "")?.[0] ?? app.origin).pathname;
}

const passwords = (password: string) => ({ password, repeated: password });
const logIn = async (username: string, password: string) =>
  await submit("/accounts/login/", { username, password });

describe("without script", () => {
  test("a forgotten password is replaced", async () => {
    const asked = await submit("/accounts/reset/", { email: "ada@example.com" });
    expect(asked.shown).toContain(english.resetSent("ada@example.com"));
    const set = await submit(await mailedPath(), passwords("correct horse battery"));
    expect([set.location, set.shown.includes(english.passwordIsSet)]).toEqual(["/accounts/login/", true]);
    expect((await logIn("ada", "correct horse battery")).location).toBe("/");
  });

  test("a bad password is refused with its reason", async () => {
    await submit("/accounts/reset/", { email: "ada@example.com" });
    const path = await mailedPath();
    const set = await submit(path, passwords("849302758103"));
    expect([set.location, set.shown.includes(english.passwordOnlyDigits)]).toEqual([path, true]);
    expect(set.shown).not.toContain("849302758103");
  });

  test("somebody signs up", async () => {
    await submit("/accounts/sign-up/", { email: "eve@example.com" });
    const done = await submit(await mailedPath(), passwords("correct horse battery"));
    expect(done.shown).toContain(english.accountIsReady);
    expect((await logIn("eve@example.com", "correct horse battery")).location).toBe("/");
  });

  test("a password is changed, and the session gets a new id", async () => {
    const { cookie } = await logIn("ada", "secret");
    const changed = await submit(
      "/accounts/password/",
      { present: "secret", ...passwords("correct horse battery") },
      cookie,
    );
    expect([changed.location, changed.shown.includes("Your password is changed")]).toEqual([
      "/accounts/profile/",
      true,
    ]);
    expect((await logIn("ada", "correct horse battery")).location).toBe("/");
    expect((await app.open("/accounts/profile/", cookie)).location).toContain("/accounts/login/");
  });

  test("a name is changed", async () => {
    const { cookie } = await logIn("ada", "secret");
    const saved = await submit("/accounts/profile/", { firstName: "Augusta", lastName: "" }, cookie);
    expect(saved.shown).toContain(english.saved);
    expect((await auth.users.find("ada"))?.firstName).toBe("Augusta");
  });

  test("an address is confirmed", async () => {
    const { cookie } = await logIn("ada", "secret");
    await submit("/accounts/email/", { email: "ada@elsewhere.example" }, cookie);
    const confirmed = await submit(await mailedPath(), {}, cookie);
    expect(confirmed.location).toBe("/accounts/profile/");
    expect(await auth.users.find("ada")).toMatchObject({
      email: "ada@elsewhere.example",
      emailVerifiedAt: expect.any(Number),
    });
  });

  test("other sessions are ended", async () => {
    const [one, other] = [await logIn("ada", "secret"), await logIn("ada", "secret")];
    await submit("/accounts/sessions/", {}, one.cookie);
    const status = async (cookie: string) => (await app.open("/accounts/profile/", cookie)).status;
    expect([await status(one.cookie), await status(other.cookie)]).toEqual([200, 302]);
  });
});

test("no mail is looked at twice: a GET uses no link up", async () => {
  await submit("/accounts/reset/", { email: "ada@example.com" });
  const path = await mailedPath();
  for (let count = 0; count < 3; count++) await app.open(path);
  expect((await submit(path, passwords("correct horse battery"))).location).toBe("/accounts/login/");
});

test.each([
  ["/accounts/profile/", 302],
  ["/accounts/password/", 302],
  ["/accounts/sessions/", 302],
  ["/accounts/email/", 302],
  ["/accounts/reset/", 200],
  ["/accounts/sign-up/", 200],
  ["/accounts/style.css", 200],
  ["/__mail/", 404],
])("%s answers somebody who is not logged in with %i", async (path, status) => {
  expect((await app.open(path)).status).toBe(status);
});

describe("the language", () => {
  const open = async (path: string, language: string) => {
    const headers = { accept: "text/html", "accept-language": language };
    return await (await fetch(app.origin + path, { headers })).text();
  };

  test.each([
    ["de-CH,fr;q=0.5", "de", german.logInTo("Spindle")],
    ["en", "en", english.logInTo("Spindle")],
    ["fr", "en", english.logInTo("Spindle")],
  ])("of the login page is the browser's: %s", async (language, lang, title) => {
    const page = await open("/accounts/login/", language);
    const card = documentOf(page).querySelector(".account-card");
    expect([card?.getAttribute("lang"), card?.querySelector("h1")?.textContent]).toEqual([lang, title]);
  });

  test("of a live page is, too", async () => {
    expect(await open("/accounts/reset/", "de")).toContain(german.resetIntro);
  });
});
