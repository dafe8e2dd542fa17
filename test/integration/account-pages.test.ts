import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ProfilePage } from "../../src/auth/account-pages/profile.ts";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import type { AccountsOptions } from "../../src/auth/accounts-options.ts";
import { Mailbox } from "../../src/auth/mail/mailbox.ts";
import { english } from "../../src/auth/texts/english.ts";
import { loginRequired } from "../../src/live/guards.ts";
import { html } from "../../src/template/html.ts";
import { type TestApp, testApp } from "../../src/testing/test-app.ts";

let mailbox: Mailbox;
let auth: Accounts;
let app: TestApp;
let ada: number;

async function start(
  options: Partial<AccountsOptions> = {},
  publicOrigin = "http://localhost",
): Promise<void> {
  mailbox = new Mailbox();
  auth = accounts({
    database: "sqlite::memory:",
    hashCost: { memory: 1024, passes: 1 },
    mail: { transport: mailbox },
    signUp: true,
    ...options,
  });
  app = testApp({ auth, routes: [], access: loginRequired(), publicOrigin });
  await app.start();
  ada = await auth.users.create({ username: "ada", password: "secret", email: "ada@example.com" });
}

beforeEach(() => start());
afterEach(() => app.close());

/** The path in the last mail's link. */
async function mailedPath(): Promise<string> {
  await auth.mailing?.settled();
  return /http:\/\/localhost(\/\S+)/.exec(mailbox.mails.at(-1)?.text ?? "")?.[1] ?? "";
}

const isPassword = async (password: string, username = "ada") =>
  await auth.changeOwnPassword({
    user: { id: (await auth.users.find(username))?.id ?? 0, username },
    present: password,
    password,
    texts: english,
  });

describe("who forgot their password", () => {
  test("gets a link by mail, and sets a new one with it", async () => {
    const page = await app.visit("/accounts/reset/");
    await page.type("E-mail address", "ada@example.com");
    await page.click("Send the link");
    expect(page.getByRole("status").textContent).toBe(english.resetSent("ada@example.com"));
    const opened = await app.visit(await mailedPath());
    await opened.type("New password", "correct horse battery");
    await opened.type("New password, once more", "correct horse battery");
    await opened.click("Set the new password");
    expect(opened.url).toBe("/accounts/login/");
    expect(await isPassword("correct horse battery")).toBe(true);
  });

  test("sees the same when there is no account", async () => {
    const shown = async (email: string) => {
      const page = await app.visit("/accounts/reset/");
      await page.type("E-mail address", email);
      await page.click("Send the link");
      return page.text.replaceAll(email, "…");
    };
    expect(await shown("eve@example.com")).toBe(await shown("ada@example.com"));
  });

  test("reads what is wrong with the new password, tied to its field", async () => {
    auth.mailing?.resets.request("ada@example.com", english);
    const page = await app.visit(await mailedPath());
    await page.type("New password", "password1234");
    await page.type("New password, once more", "another one");
    await page.click("Set the new password");
    const field = page.getByLabel("New password");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    const problems = page.document.getElementById(field.getAttribute("aria-describedby") ?? "");
    expect(problems?.textContent.trim()).toBe(english.passwordTooCommon);
    expect(page.text).toContain(english.passwordsDiffer);
    expect(await isPassword("secret")).toBe(true);
  });

  test.each(["wrong", "A".repeat(43), "%00", "constructor"])(
    "is told that the link %j does not work",
    async (token) => {
      const page = await app.visit(`/accounts/reset/${token}/`);
      expect(page.getByRole("alert").textContent).toBe(english.linkInvalid);
    },
  );

  test("is told so, too, when the link was used while the page was open", async () => {
    auth.mailing?.resets.request("ada@example.com", english);
    const page = await app.visit(await mailedPath());
    await auth.users.setPassword(ada, "changed");
    await page.type("New password", "correct horse battery");
    await page.type("New password, once more", "correct horse battery");
    await page.click("Set the new password");
    expect(page.getByRole("alert").textContent).toBe(english.linkInvalid);
    expect(await isPassword("changed")).toBe(true);
  });
});

test("who asks for too many links is told to wait, and nothing is lost", async () => {
  const page = await app.visit("/accounts/sign-up/");
  for (let count = 0; count < 5; count++) await page.call("send", { email: "no address" });
  await page.type("E-mail address", "eve@example.com");
  await page.click("Send the link");
  expect(page.text).toContain(english.tooManyTries(undefined));
  expect(page.getByLabel("E-mail address")).toMatchObject({ value: "eve@example.com" });
});

test("who signs up proves the address, chooses a password, and has an account", async () => {
  const page = await app.visit("/accounts/sign-up/");
  await page.type("E-mail address", "eve@example.com");
  await page.click("Send the link");
  const opened = await app.visit(await mailedPath());
  await opened.type("New password", "correct horse battery");
  await opened.type("New password, once more", "correct horse battery");
  await opened.click("Create the account");
  expect(await isPassword("correct horse battery", "eve@example.com")).toBe(true);
});

test("signing up with an address that has an account shows the same", async () => {
  const shown = async (email: string) => {
    const page = await app.visit("/accounts/sign-up/");
    await page.type("E-mail address", email);
    await page.click("Send the link");
    return page.text.replaceAll(email, "…");
  };
  expect(await shown("eve@example.com")).toBe(await shown("ada@example.com"));
});

test("names are changed in the profile", async () => {
  const page = await app.visit("/accounts/profile/", { as: "ada" });
  await page.type("First name", "Augusta Ada");
  await page.click("Save");
  expect(page.getByRole("status").textContent).toBe(english.saved);
  expect((await auth.users.get(ada))?.firstName).toBe("Augusta Ada");
});

test("an address counts when its link was followed", async () => {
  const page = await app.visit("/accounts/email/", { as: "ada" });
  await page.type("E-mail address", "ada@elsewhere.example");
  await page.click("Send the link");
  expect((await auth.users.get(ada))?.email).toBe("ada@example.com");
  const opened = await app.visit(await mailedPath());
  expect(opened.text).toContain("ada@elsewhere.example");
  await opened.click(english.confirmEmail);
  expect((await auth.users.get(ada))?.email).toBe("ada@elsewhere.example");
});

describe("the page for a new password", () => {
  async function change(present: string, password: string) {
    const page = await app.visit("/accounts/password/", { as: "ada" });
    await page.type("Your present password", present);
    await page.type("New password", password);
    await page.type("New password, once more", password);
    await page.click("Change your password");
    return page;
  }

  test("takes it from who knows the present one, and ends all other sessions", async () => {
    const other = await app.visit("/accounts/profile/", { as: "ada" });
    const page = await change("secret", "correct horse battery");
    expect(page.url).toBe("/accounts/profile/");
    expect(await isPassword("correct horse battery")).toBe(true);
    expect(other.text).toContain("session has ended");
  });

  test("tells by mail that it was changed", async () => {
    await change("secret", "correct horse battery");
    await auth.mailing?.settled();
    expect(mailbox.mails.map(({ subject }) => subject)).toEqual([english.changedMailSubject]);
  });

  test("refuses who does not", async () => {
    const page = await change("wrong", "correct horse battery");
    expect(page.text).toContain(english.passwordWrong);
    expect(await isPassword("secret")).toBe(true);
  });

  test("asks for one that is not like the user's own data", async () => {
    const page = await change("secret", "ada@example.com");
    expect(page.text).toContain(english.passwordLikeEmail);
  });
});

describe("the page of sessions", () => {
  test("lists them, and ends one", async () => {
    const [other, page] = [
      await app.visit("/accounts/profile/", { as: "ada" }),
      await app.visit("/accounts/sessions/", { as: "ada" }),
    ];
    expect(page.getAllByRole("listitem")).toHaveLength(2);
    await page.click("End the session of Unknown browser");
    expect(page.getAllByRole("listitem")).toHaveLength(1);
    expect(page.text).toContain(english.thisSession);
    expect(other.text).toContain("session has ended");
  });

  test("ends all others", async () => {
    for (let count = 0; count < 3; count++) await app.visit("/accounts/profile/", { as: "ada" });
    const page = await app.visit("/accounts/sessions/", { as: "ada" });
    await page.click(english.endOtherSessions);
    expect(page.getAllByRole("listitem")).toHaveLength(1);
  });

  test("ends nobody else's", async () => {
    const eve = await auth.users.create({ username: "eve" });
    await app.visit("/accounts/profile/", { as: "eve" });
    const [session] = await auth.users.sessionsOf(eve);
    const page = await app.visit("/accounts/sessions/", { as: "ada" });
    await page.call("end", { id: session?.idHash });
    expect(await auth.users.sessionsOf(eve)).toHaveLength(1);
  });
});

describe("in development", () => {
  test("a page shows the mails, with links to follow", async () => {
    const page = await app.visit("/accounts/reset/");
    await page.type("E-mail address", "ada@example.com");
    await page.click("Send the link");
    const path = await mailedPath();
    const mails = await app.visit("/__mail/");
    expect(mails.getByRole("heading", { name: english.resetMailSubject })).toBeDefined();
    expect(mails.getByText(`http://localhost${path}`).getAttribute("href")).toBe(`http://localhost${path}`);
  });

  test("it is not there in production, and not elsewhere than here", async () => {
    await app.close();
    await start({ production: true });
    await expect(app.visit("/__mail/")).rejects.toThrow("LV-NOT-FOUND");
    await app.close();
    await start({}, "https://shop.example");
    await expect(app.visit("/__mail/")).rejects.toThrow("LV-NOT-FOUND");
  });
});

describe("an app", () => {
  test("may show a page in its own way", async () => {
    await app.close();
    await start({
      pages: {
        login: ({ texts, title }) => html`<h1>Our own: ${title}, ${texts.logIn}</h1>`,
        profile: class extends ProfilePage {
          protected override content() {
            return html`${super.content()}<p>Points: 7</p>`;
          }
        },
      },
    });
    const page = await app.visit("/accounts/profile/", { as: "ada" });
    expect(page.text).toContain("Points: 7");
    expect(page.getByLabel("First name")).toBeDefined();
    const login = await app.visit("/accounts/login/");
    expect(login.document.querySelector("h1")?.textContent).toBe("Our own: Log in, Log in");
  });

  test("has no pages for what it does not do", async () => {
    await app.close();
    await start({ signUp: false });
    const login = await app.visit("/accounts/login/");
    expect(login.text).not.toContain(english.noAccount);
    await expect(app.visit("/accounts/sign-up/")).rejects.toThrow("LV-NOT-FOUND");
  });
});
