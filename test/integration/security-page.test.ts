import { TOTP } from "otpauth";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { Mailbox } from "../../src/auth/mail/mailbox.ts";
import { english } from "../../src/auth/texts/english.ts";
import { secondFactorRequired } from "../../src/live/guards.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { html } from "../../src/template/html.ts";
import { type TestApp, testApp } from "../../src/testing/test-app.ts";

class Vault extends LiveView {
  static override readonly access = secondFactorRequired();
  render() {
    return html`<h1>Vault</h1>`;
  }
}

let mailbox: Mailbox;
let auth: Accounts;
let app: TestApp;
let ada: number;

beforeEach(async () => {
  mailbox = new Mailbox();
  auth = accounts({
    database: "sqlite::memory:",
    hashCost: { memory: 1024, passes: 1 },
    mail: { transport: mailbox },
    totp: true,
    passkeys: true,
  });
  app = testApp({ auth, routes: [live("/vault/", Vault)], publicOrigin: "http://localhost" });
  await app.start();
  ada = await auth.users.create({ username: "ada", password: "secret", email: "ada@example.com" });
});

afterEach(() => app.close());

type Page = Awaited<ReturnType<TestApp["visit"]>>;

/** The code that the app shows for the key on the page. */
function codeOn(page: Page): string {
  const secret = page.getByText(/^([A-Z2-7]{4} ?){8}$/).textContent.replaceAll(" ", "");
  return new TOTP({ secret }).generate();
}

async function setUp(page: Page): Promise<void> {
  await page.type(english.totpCode, codeOn(page));
  await page.click(english.goOn);
}

test("the profile leads to the security page", async () => {
  const page = await app.visit("/accounts/profile/", { as: "ada" });
  await page.click(english.security);
  expect(page.url).toBe("/accounts/security/");
  expect(page.text).toContain(english.totpOff);
});

test("the profile of accounts without second factors does not", async () => {
  const plain = accounts({ database: "sqlite::memory:", hashCost: { memory: 1024, passes: 1 } });
  const other = testApp({ auth: plain, routes: [] });
  await other.start();
  await plain.users.create({ username: "ada" });
  expect((await other.visit("/accounts/profile/", { as: "ada" })).text).not.toContain(english.security);
  await other.close();
});

describe("who sets an app up", () => {
  test("gives a right code, and gets ten recovery codes, and a mail", async () => {
    const page = await app.visit("/accounts/security/app/", { as: "ada" });
    await setUp(page);
    expect(page.getByRole("status").textContent).toBe(english.totpIsOn);
    const codes = page.text.match(/([0-9a-z]{6}-){3}[0-9a-z]{6}/g) ?? [];
    expect(new Set(codes).size).toBe(10);
    await auth.mailing?.settled();
    expect(mailbox.mails.map(({ to, subject }) => [to, subject])).toEqual([
      ["ada@example.com", english.factorsMailSubject],
    ]);
    expect(mailbox.mails[0]?.text).not.toContain(codes[0]);
    await page.click(english.goOn);
    expect(page.url).toBe("/accounts/security/");
    expect(page.text).toContain(english.recoveryCodesLeft(10));
  });

  test("gives a wrong code, and has no second factor", async () => {
    const page = await app.visit("/accounts/security/app/", { as: "ada" });
    await page.type(english.totpCode, "000000");
    await page.click(english.goOn);
    expect(page.getByLabel(english.totpCode).getAttribute("aria-invalid")).toBe("true");
    expect(page.text).toContain(english.codeWrong);
    expect(await auth.secondFactors?.isNeeded(ada)).toBe(false);
  });

  test("goes on with the same key when the page is loaded again", async () => {
    const page = await app.visit("/accounts/security/app/", { as: "ada" });
    const key = page.getByText(/^([A-Z2-7]{4} ?){8}$/).textContent;
    await page.visit("/accounts/security/app/");
    expect(page.text).toContain(key);
  });
});

describe("who has an app", () => {
  let page: Page;

  beforeEach(async () => {
    page = await app.visit("/accounts/security/app/", { as: "ada" });
    await setUp(page);
    await page.visit("/accounts/security/");
  });

  test("gets new recovery codes, shown once", async () => {
    await page.click(english.recoveryCodesRenew);
    expect(page.text).toMatch(/([0-9a-z]{6}-){3}[0-9a-z]{6}/);
    await page.visit("/accounts/security/");
    expect(page.text).not.toMatch(/([0-9a-z]{6}-){3}[0-9a-z]{6}/);
  });

  test("removes it", async () => {
    await page.click(english.totpRemove);
    expect(page.getByRole("status").textContent).toBe(english.totpRemoved);
    expect(await auth.secondFactors?.isNeeded(ada)).toBe(false);
    expect(page.text).not.toContain(english.recoveryCodesRenew);
  });

  test("is asked for it in a session that was opened without it", async () => {
    const other = await app.visit("/accounts/security/", { as: "ada" });
    await other.click(english.totpRemove);
    expect(other.url).toBe("/accounts/second-factor/?next=/accounts/security/");
    expect(await auth.secondFactors?.isNeeded(ada)).toBe(true);
  });

  test("removes no passkey that is not theirs", async () => {
    await page.call("removePasskey", { id: "somebody-elses" });
    expect(page.getByRole("status").textContent).toBe("");
  });
});

test("who needs a second factor and has none sets one up, and comes back", async () => {
  const page = await app.visit("/vault/", { as: "ada" });
  expect(page.url).toBe("/accounts/security/?next=/vault/");
  expect(page.text).toContain(english.securityNeeded);
  await page.click(english.totpSetUp);
  await setUp(page);
  await page.click(english.goOn);
  expect(page.url).toBe("/vault/");
  expect(page.text).toContain("Vault");
});

test("nobody is led elsewhere by the way back", async () => {
  const page = await app.visit("/accounts/security/?next=https://evil.example/", { as: "ada" });
  expect(page.html).not.toContain("evil.example");
});
