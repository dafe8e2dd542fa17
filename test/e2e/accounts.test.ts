import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { english } from "../../src/auth/texts/english.ts";
import { german } from "../../src/auth/texts/german.ts";
import { launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";
import { connected, heading, path, press, visitor } from "./visitor.ts";

const password = "weaving-is-fun";
const newPassword = "correct horse battery";

let browser: Browser;
let server: ExampleServer;
let users = 0;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("test/e2e/pages/accounts.ts"), launchBrowser()]);
});

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

/** Somebody who has an account, and to whom nothing has happened yet. */
function somebody(): { username: string; email: string } {
  const username = `user${++users}`;
  return { username, email: `${username}@example.com` };
}

const newVisitor = (options: BrowserContextOptions = {}) =>
  visitor(browser, { baseURL: server.address, ...options });

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await field(page, label).fill(value);
}

async function logIn(page: Page, username: string, secret = password): Promise<void> {
  if (path(page) !== "/accounts/login/") await page.goto("/accounts/login/");
  await fill(page, { Username: username, Password: secret });
  await press(page, english.logIn);
}

async function loggedIn(options: BrowserContextOptions = {}, username = somebody().username): Promise<Page> {
  const page = await newVisitor(options);
  await logIn(page, username);
  await page.waitForURL((url) => url.pathname === "/");
  return page;
}

async function choosePassword(page: Page): Promise<void> {
  await fill(page, { [english.newPassword]: newPassword, [english.repeatPassword]: newPassword });
}

/** The link in the newest mail to somebody, from the page that shows mails to developers. */
async function mailedLink(email: string): Promise<string> {
  const page = await newVisitor({ javaScriptEnabled: false });
  const link = page.locator("section", { hasText: email }).first().getByRole("link");
  await expect
    .poll(async () => {
      await page.goto("/__mail/");
      return await link.count();
    })
    .toBe(1);
  const href = (await link.getAttribute("href")) ?? "";
  await page.context().close();
  return href;
}

/** What is said to be wrong with a field, where a screen reader finds it. */
async function problemOf(input: Locator): Promise<string | undefined> {
  return await input.evaluate((element) => {
    if (element.getAttribute("aria-invalid") !== "true") return undefined;
    const ids = element.getAttribute("aria-describedby")?.split(" ") ?? [];
    const texts = ids.map((id) => document.getElementById(id));
    return texts.find((text) => text?.matches(".account-error, [role=alert]"))?.textContent.trim();
  });
}

describe.each([
  ["with script", { javaScriptEnabled: true }],
  ["without script", { javaScriptEnabled: false }],
])("%s", (_, options) => {
  const open = async (page: Page, address: string) => {
    await page.goto(address);
    if (options.javaScriptEnabled && !address.includes("/log")) await connected(page);
  };

  test("somebody signs up: proves the address, chooses a password, logs in", async () => {
    const email = `new-${options.javaScriptEnabled}@example.com`;
    const page = await newVisitor(options);
    await open(page, "/accounts/sign-up/");
    await fill(page, { [english.email]: email });
    await press(page, english.sendLink);
    await page.getByText(english.signUpSent(email)).waitFor();
    await open(page, await mailedLink(email));
    await choosePassword(page);
    await press(page, english.createAccount);
    await page.getByText(english.accountIsReady).waitFor();
    await logIn(page, email, newPassword);
    await expect.poll(() => heading(page).textContent()).toBe(`Desk of ${email}`);
  });

  test("a wrong password is refused beside the fields, and a right one leads to where somebody wanted to go", async () => {
    const { username } = somebody();
    const page = await newVisitor(options);
    await page.goto("/accounts/profile/");
    await logIn(page, username, "wrong");
    await page.getByRole("alert").waitFor();
    expect(await problemOf(field(page, english.password))).toBe(english.logInFailed);
    expect(await field(page, english.username).inputValue()).toBe(username);
    expect(await field(page, english.password).inputValue()).toBe("");
    await field(page, english.password).fill(password);
    await press(page, english.logIn);
    await page.waitForURL(/\/accounts\/profile\/$/);
  });

  test("logging out asks first, and ends the session", async () => {
    const page = await loggedIn(options);
    await page.goto("/accounts/logout/");
    await press(page, english.logOut);
    await page.waitForURL(/\/accounts\/login\/$/);
    await page.goto("/");
    expect(path(page)).toBe("/accounts/login/");
  });

  test("a password is changed by who knows the present one, and other browsers are logged out", async () => {
    const { username } = somebody();
    const [page, other] = [await loggedIn(options, username), await loggedIn(options, username)];
    await open(page, "/accounts/password/");
    await field(page, english.presentPassword).fill("wrong");
    await choosePassword(page);
    await press(page, english.changePassword);
    await expect.poll(() => problemOf(field(page, english.presentPassword))).toBe(english.passwordWrong);
    await field(page, english.presentPassword).fill(password);
    await choosePassword(page);
    await press(page, english.changePassword);
    await page.getByText(english.passwordChanged).waitFor();
    expect(path(page)).toBe("/accounts/profile/");
    await other.goto("/");
    expect(path(other)).toBe("/accounts/login/");
    await logIn(other, username, newPassword);
    await other.waitForURL((url) => url.pathname === "/");
  });

  test("a forgotten password is replaced by a link that works once", async () => {
    const { username, email } = somebody();
    const page = await newVisitor(options);
    await page.goto("/accounts/login/");
    await page.getByRole("link", { name: english.forgotPassword }).click();
    if (options.javaScriptEnabled) await connected(page);
    await fill(page, { [english.email]: email });
    await press(page, english.sendLink);
    await page.getByText(english.resetSent(email)).waitFor();
    const link = await mailedLink(email);
    await open(page, link);
    await choosePassword(page);
    await press(page, english.setPassword);
    await page.getByText(english.passwordIsSet).waitFor();
    await logIn(page, username, newPassword);
    await page.waitForURL((url) => url.pathname === "/");
    await page.goto(link);
    expect(await heading(page).textContent()).toBe(english.linkInvalidTitle);
    await page.getByRole("link", { name: english.askAgain }).click();
    await page.waitForURL(/\/accounts\/reset\/$/);
  });

  test("names are changed in the profile", async () => {
    const page = await loggedIn(options);
    await open(page, "/accounts/profile/");
    await fill(page, { [english.firstName]: "Ada", [english.lastName]: "Lovelace" });
    await press(page, english.save);
    await page.getByText(english.saved, { exact: true }).waitFor();
    await page.reload();
    expect(await field(page, english.lastName).inputValue()).toBe("Lovelace");
  });

  test("another address counts when its link was followed", async () => {
    const { username, email } = somebody();
    const page = await loggedIn(options, username);
    await open(page, "/accounts/email/");
    await fill(page, { [english.email]: `other-${email}` });
    await press(page, english.sendLink);
    await page.getByText(english.changeEmailSent(`other-${email}`)).waitFor();
    await page.goto("/accounts/profile/");
    await page.getByText(english.emailIs(email)).waitFor();
    await open(page, await mailedLink(`other-${email}`));
    await press(page, english.confirmEmail);
    await page.getByText(english.emailConfirmed).waitFor();
    await page.getByText(english.emailIs(`other-${email}`)).waitFor();
  });

  test("one session is ended from another browser", async () => {
    const { username } = somebody();
    const [page, other] = [await loggedIn(options, username), await loggedIn(options, username)];
    if (options.javaScriptEnabled) await connected(other);
    await open(page, "/accounts/sessions/");
    expect(await page.getByRole("listitem").count()).toBe(2);
    await page.getByRole("button", { name: /^End the session of/ }).click();
    await page.getByText(english.sessionEnded).waitFor();
    await expect.poll(() => page.getByRole("listitem").count()).toBe(1);
    if (options.javaScriptEnabled) {
      await other.getByText("Your session has ended").waitFor();
      await other.getByRole("link", { name: "Log in again" }).click();
    } else await other.reload();
    await other.waitForURL(/\/accounts\/login\/\?next=\/$/);
  });

  test("people read their own language", async () => {
    const page = await newVisitor({ ...options, locale: "de-CH" });
    const email = somebody().email;
    await page.goto("/accounts/login/");
    expect(await heading(page).textContent()).toBe(german.logInTo("Spindle"));
    expect(await page.locator(".account-card").getAttribute("lang")).toBe("de");
    await page.getByRole("link", { name: german.forgotPassword }).click();
    if (options.javaScriptEnabled) await connected(page);
    await field(page, german.email).fill("no address");
    await page.locator("form").evaluate((form: HTMLFormElement) => {
      form.noValidate = true;
    });
    await press(page, german.sendLink);
    await expect.poll(() => problemOf(field(page, german.email))).toBe(german.emailInvalid);
    await field(page, german.email).fill(email);
    await press(page, german.sendLink);
    await page.getByText(german.resetSent(email)).waitFor();
    await page.goto(await mailedLink(email));
    expect(await heading(page).textContent()).toBe(german.setPasswordTitle);
  });
});

test("what is wrong with a new password is said beside its field", async () => {
  const page = await loggedIn();
  await page.goto("/accounts/password/");
  await connected(page);
  await fill(page, {
    [english.presentPassword]: password,
    [english.newPassword]: "12345",
    [english.repeatPassword]: "54321",
  });
  await press(page, english.changePassword);
  const problem = () => problemOf(field(page, english.newPassword));
  await expect
    .poll(problem)
    .toBe([english.passwordTooShort(12), english.passwordTooCommon, english.passwordOnlyDigits].join(" "));
  expect(await problemOf(field(page, english.repeatPassword))).toBe(english.passwordsDiffer);
});

test("all other sessions are ended at once", async () => {
  const { username } = somebody();
  const [page, ...others] = [
    await loggedIn({}, username),
    await loggedIn({}, username),
    await loggedIn({}, username),
  ];
  await page.goto("/accounts/sessions/");
  await connected(page);
  await press(page, english.endOtherSessions);
  await page.getByText(english.otherSessionsEnded).waitFor();
  expect(await page.getByRole("listitem").count()).toBe(1);
  for (const other of others) {
    await other.goto("/");
    expect(path(other)).toBe("/accounts/login/");
  }
});

test("who guesses has to wait, but not the owner in a browser they have used", async () => {
  const { username } = somebody();
  const [owner, stranger] = [await loggedIn({}, username), await newVisitor()];
  for (let count = 0; count < 3; count++) {
    await logIn(stranger, username, `guess ${count}`);
    await stranger.getByText(english.logInFailed).waitFor();
    await stranger.goto("/accounts/login/");
  }
  await logIn(stranger, username);
  await stranger.getByText(english.tooManyTries(15)).waitFor();
  await owner.goto("/accounts/logout/");
  await press(owner, english.logOut);
  await owner.waitForURL(/\/accounts\/login\/$/);
  await logIn(owner, username);
  await expect.poll(() => heading(owner).textContent()).toBe(`Desk of ${username}`);
});

describe("the fields", () => {
  /** What a password manager, a keyboard and a screen reader know of each field. */
  async function described(page: Page) {
    return await page.locator(".account-card input:not([type=hidden])").evaluateAll((all) =>
      (all as HTMLInputElement[]).map(({ name, type, autocomplete, labels, hidden }) => ({
        name,
        type,
        autocomplete,
        label: hidden ? undefined : labels?.[0]?.textContent.trim(),
      })),
    );
  }
  const hint = { name: "", type: "text", autocomplete: "username", label: undefined };
  const present = {
    name: "present",
    type: "password",
    autocomplete: "current-password",
    label: english.presentPassword,
  };
  const chosen = [
    { name: "password", type: "password", autocomplete: "new-password", label: english.newPassword },
    { name: "repeated", type: "password", autocomplete: "new-password", label: english.repeatPassword },
  ];
  const email = { name: "email", type: "email", autocomplete: "email", label: english.email };

  test("tell password managers what they are", async () => {
    const { username, email: address } = somebody();
    const page = await newVisitor();
    const fieldsAt = async (address: string) => {
      await page.goto(address);
      return await described(page);
    };
    expect(await fieldsAt("/accounts/login/")).toEqual([
      { name: "username", type: "text", autocomplete: "username", label: english.username },
      { name: "password", type: "password", autocomplete: "current-password", label: english.password },
      { name: "remember", type: "checkbox", autocomplete: "", label: english.stayLoggedIn },
    ]);
    expect(await fieldsAt("/accounts/sign-up/")).toEqual([email]);
    expect(await fieldsAt("/accounts/reset/")).toEqual([email]);
    await field(page, english.email).fill(address);
    await press(page, english.sendLink);
    expect(await fieldsAt(await mailedLink(address))).toEqual([hint, ...chosen]);
    await logIn(page, username);
    await page.waitForURL((url) => url.pathname === "/");
    expect(await fieldsAt("/accounts/password/")).toEqual([hint, present, ...chosen]);
    expect(await fieldsAt("/accounts/email/")).toEqual([email]);
    expect(await fieldsAt("/accounts/profile/")).toEqual([
      { name: "firstName", type: "text", autocomplete: "given-name", label: english.firstName },
      { name: "lastName", type: "text", autocomplete: "family-name", label: english.lastName },
    ]);
  });

  test("the first one has the focus, and after a refusal the first one that is wrong", async () => {
    const page = await newVisitor();
    const focused = () => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name);
    await page.goto("/accounts/login/");
    await expect.poll(focused).toBe("username");
    await logIn(page, somebody().username, "wrong");
    await page.getByRole("alert").waitFor();
    await expect.poll(focused).toBe("password");
    await page.goto("/");
    await logIn(page, somebody().username);
    await page.waitForURL((url) => url.pathname === "/");
    await page.goto("/accounts/password/");
    await connected(page);
    await expect.poll(focused).toBe("present");
    await fill(page, {
      [english.presentPassword]: password,
      [english.newPassword]: newPassword,
      [english.repeatPassword]: "another one entirely",
    });
    await press(page, english.changePassword);
    await expect.poll(focused).toBe("repeated");
  });
});

test("what a form has led to is where the keyboard and the screen reader go on", async () => {
  const page = await newVisitor();
  const { email } = somebody();
  await page.goto("/accounts/reset/");
  await connected(page);
  await field(page, english.email).fill(email);
  await press(page, english.sendLink);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain(email);
});

test("the pages are reached from a live page without loading it anew, and back", async () => {
  const page = await loggedIn();
  await connected(page);
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  await page.getByRole("link", { name: "Your account" }).click();
  await page.waitForURL(/profile/);
  expect(await heading(page).textContent()).toBe(english.profile);
  await page.getByRole("link", { name: english.changePassword }).click();
  await expect.poll(() => heading(page).textContent()).toBe(english.changePassword);
  expect(await page.evaluate(() => "isSamePage" in globalThis)).toBe(true);
});
