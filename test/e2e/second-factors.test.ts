import { TOTP } from "otpauth";
import type { Browser, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { english } from "../../src/auth/texts/english.ts";
import { freshPage, launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";
import { withoutErrors } from "./visitor.ts";

const password = "weaving-is-fun";
const step = 30_000;

let browser: Browser;
let server: ExampleServer;
/** The server's, which stands still. */
let now: number;
let users = 0;
let page: Page;
let username: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([
    ExampleServer.start("test/e2e/pages/second-factors.ts"),
    launchBrowser(),
  ]);
  now = Number(await (await fetch(`${server.address}/clock/`)).text());
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

beforeEach(async () => {
  username = `user${++users}`;
  page = withoutErrors(await freshPage(browser));
});

const go = async (path: string) => void (await page.goto(server.address + path));
const path = () => new URL(page.url()).pathname;
const press = async (name: string) => await page.getByRole("button", { name, exact: true }).click();
const heading = async () => await page.getByRole("heading", { level: 1 }).textContent();
const shows = async (title: string) => await expect.poll(heading).toBe(title);
const connected = async () => await page.waitForFunction(() => globalThis.liveloom?.isConnected);
const field = (label: string) => page.getByLabel(label, { exact: true });

async function logIn(at = "/accounts/login/"): Promise<void> {
  await go(at);
  await field("Username").fill(username);
  await field("Password").fill(password);
  await press(english.logIn);
}

/** Logged out, as in a browser that knows nothing. */
async function logOut(): Promise<void> {
  await page.context().clearCookies();
}

describe("an authenticator app", () => {
  /** Sets it up, and returns what it shows so many steps from now. */
  async function setUp(): Promise<(steps: number) => string> {
    await logIn();
    await shows(`Desk of ${username}`);
    await go("/accounts/security/");
    await page.getByRole("link", { name: english.totpSetUp }).click();
    await shows(english.totpSetUp);
    const key = (await page.locator("code").textContent()) ?? "";
    const totp = new TOTP({ secret: key.replaceAll(" ", "") });
    const code = (steps: number) => totp.generate({ timestamp: now + steps * step });
    await connected();
    await field(english.totpCode).fill(code(-1));
    await press(english.goOn);
    await expect.poll(() => page.getByRole("status").first().textContent()).toBe(english.totpIsOn);
    return code;
  }

  test("is set up with a code, and asked for at the next login", async () => {
    const code = await setUp();
    expect(await page.locator(".account-codes code").count()).toBe(10);
    await logOut();
    await logIn("/accounts/login/?next=/vault/");
    await shows(english.secondFactorTitle);
    await field(english.totpCode).fill("000000");
    await press(english.goOn);
    expect(await page.getByRole("alert").first().textContent()).toBe(english.codeWrong);
    await field(english.totpCode).fill(code(0));
    await press(english.goOn);
    await shows(`Vault of ${username}`);
  });

  test("is replaced by a recovery code", async () => {
    await setUp();
    const code = (await page.locator(".account-codes code").first().textContent()) ?? "";
    await logOut();
    await logIn();
    await page.getByText(english.useRecoveryCode, { exact: true }).click();
    await field(english.recoveryCode).fill(code.toUpperCase());
    await page.locator("details").getByRole("button", { name: english.goOn }).click();
    await shows(`Desk of ${username}`);
    await go("/accounts/security/");
    expect(await page.locator("article").textContent()).toContain(english.recoveryCodesLeft(9));
  });

  test("is set up by who needs one, who comes back then", async () => {
    await logIn("/accounts/login/?next=/vault/");
    await shows(english.security);
    expect(await page.locator("article").textContent()).toContain(english.securityNeeded);
    await page.getByRole("link", { name: english.totpSetUp }).click();
    await shows(english.totpSetUp);
    const key = (await page.locator("code").textContent()) ?? "";
    await connected();
    await field(english.totpCode).fill(
      new TOTP({ secret: key.replaceAll(" ", "") }).generate({ timestamp: now }),
    );
    await press(english.goOn);
    await page.getByRole("link", { name: english.goOn }).click();
    await shows(`Vault of ${username}`);
  });
});

describe("a passkey", () => {
  let authenticator: CDPSession;

  /** A device that has verified whoever uses it. */
  async function addAuthenticator(): Promise<void> {
    authenticator = await page.context().newCDPSession(page);
    await authenticator.send("WebAuthn.enable");
    await authenticator.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
  }

  beforeEach(async () => {
    await addAuthenticator();
    await logIn();
    await shows(`Desk of ${username}`);
    await go("/accounts/security/");
    await page.getByRole("link", { name: english.passkeyAdd }).click();
    await shows(english.passkeyAdd);
    await field(english.passkeyName).fill("My laptop");
    await press(english.passkeyAdd);
    await shows(english.security);
  });

  test("is listed, and removed", async () => {
    expect(await page.locator(".account-sessions li").textContent()).toContain("My laptop");
    await connected();
    await press(english.passkeyRemoveThat("My laptop"));
    await expect.poll(() => page.locator(".account-sessions li").count()).toBe(0);
  });

  test("logs in without name and password, and opens what needs a second factor", async () => {
    await logOut();
    await go("/accounts/login/?next=/vault/");
    await field(english.stayLoggedIn).check();
    await press(english.logInWithPasskey);
    await shows(`Vault of ${username}`);
    const cookies = await page.context().cookies();
    expect(cookies.find(({ name }) => name === "session")?.expires).toBeGreaterThan(0);
  });

  test("is asked for after the password", async () => {
    await logOut();
    await logIn();
    await shows(english.secondFactorTitle);
    await press(english.usePasskey);
    await shows(`Desk of ${username}`);
  });

  test("confirms that it is still the same person", async () => {
    await go("/accounts/confirm/?next=/vault/");
    await press(english.confirmWithPasskey);
    await shows(`Vault of ${username}`);
  });

  test("that is not there is said to be missing, and can be tried again", async () => {
    await authenticator.send("WebAuthn.disable");
    await addAuthenticator();
    await logOut();
    await go("/accounts/login/");
    await press(english.logInWithPasskey);
    await expect.poll(() => page.locator("[data-passkey-failed]").isVisible()).toBe(true);
    expect(path()).toBe("/accounts/login/");
    expect(await page.getByRole("button", { name: english.logInWithPasskey }).isEnabled()).toBe(true);
  });

  test("works where the browser does not read and write JSON", async () => {
    await page.addInitScript(() => {
      for (const name of ["parseCreationOptionsFromJSON", "parseRequestOptionsFromJSON"])
        Object.defineProperty(PublicKeyCredential, name, { value: undefined });
      Object.defineProperty(PublicKeyCredential.prototype, "toJSON", { value: undefined });
    });
    await authenticator.send("WebAuthn.disable");
    await addAuthenticator();
    await go("/accounts/security/passkey/");
    await press(english.passkeyAdd);
    await shows(english.security);
    await logOut();
    await go("/accounts/login/");
    await press(english.logInWithPasskey);
    await shows(`Desk of ${username}`);
  });
});

test("an app is set up and used without script", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  page = await context.newPage();
  await logIn("/accounts/login/?next=/accounts/security/app/");
  await shows(english.totpSetUp);
  const key = (await page.locator("code").textContent()) ?? "";
  const totp = new TOTP({ secret: key.replaceAll(" ", "") });
  await field(english.totpCode).fill(totp.generate({ timestamp: now - step }));
  await press(english.goOn);
  await expect.poll(() => page.locator(".account-codes code").count()).toBe(10);
  await logOut();
  await logIn();
  await field(english.totpCode).fill(totp.generate({ timestamp: now }));
  await press(english.goOn);
  await shows(`Desk of ${username}`);
  await context.close();
});

test("a browser without passkeys shows no button for them", async () => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, "PublicKeyCredential", { value: undefined });
  });
  await logIn();
  await shows(`Desk of ${username}`);
  await go("/accounts/security/passkey/");
  expect(await page.getByRole("alert").first().textContent()).toBe(english.noPasskeys);
  expect(await page.getByRole("button", { name: english.passkeyAdd }).count()).toBe(0);
});
