import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { english } from "../../src/auth/texts/english.ts";
import { OpenIdServer } from "../servers/open-id-server.ts";
import { launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";
import { heading, press, visitor } from "./visitor.ts";

let browser: Browser;
let server: ExampleServer;
let provider: OpenIdServer;

beforeAll(async () => {
  provider = await OpenIdServer.start();
  provider.asksName = true;
  const { issuer: ISSUER, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET } = provider;
  const environment = { ISSUER, CLIENT_ID, CLIENT_SECRET };
  [server, browser] = await Promise.all([
    ExampleServer.prepare("test/e2e/pages/open-id.ts", environment),
    launchBrowser(),
  ]);
  await server.start();
});

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
  await provider?.close();
});

const newVisitor = (options: BrowserContextOptions = {}) =>
  visitor(browser, { baseURL: server.address, ...options });

/** Says at the provider who it is. */
async function beThere(page: Page, name: string): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await press(page, "It is me");
}

describe.each([
  ["with script", { javaScriptEnabled: true }, "ada"],
  ["without script", { javaScriptEnabled: false }, "eve"],
])("%s", (_, options, name) => {
  test("somebody logs in at the provider, and is where they wanted to be", async () => {
    const page = await newVisitor(options);
    await page.goto("/desk/?drawer=1");
    await page.getByLabel(english.stayLoggedIn).check();
    await press(page, english.logInWith("Company"));
    await beThere(page, name);
    await page.waitForURL((url) => url.pathname === "/desk/");
    expect(await heading(page).textContent()).toBe(`Desk of ${name}`);
    expect(new URL(page.url()).search).toBe("?drawer=1");
    const [cookie] = (await page.context().cookies()).filter((each) => each.name === "session");
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
    expect(cookie?.expires).toBeGreaterThan(Date.now() / 1000);
  });
});

test("who says no there is back at the login page, which says so and keeps the way", async () => {
  const page = await newVisitor();
  await page.goto("/desk/?drawer=2");
  provider.misbehaviour = { error: "access_denied" };
  await press(page, english.logInWith("Company"));
  await beThere(page, "nobody");
  await page.getByRole("alert").waitFor();
  provider.misbehaviour = {};
  expect(await page.getByRole("alert").textContent()).toBe(english.providerCancelled("Company"));
  await page.getByLabel(english.username).fill("linus");
  await page.getByLabel(english.password).fill("weaving-is-fun");
  await press(page, english.logIn);
  await page.waitForURL((url) => url.search === "?drawer=2");
});

describe.each([
  ["with script", { javaScriptEnabled: true }, "grace"],
  ["without script", { javaScriptEnabled: false }, "linus"],
])("%s", (_, options, username) => {
  test("somebody connects what they have at the provider, logs in with it, and disconnects it", async () => {
    const page = await newVisitor(options);
    await page.goto("/accounts/login/?next=/accounts/profile/");
    await page.getByLabel(english.username).fill(username);
    await page.getByLabel(english.password).fill("weaving-is-fun");
    await press(page, english.logIn);
    await page.getByRole("link", { name: english.connections }).click();
    await press(page, english.connect("Company"));
    await beThere(page, `${username}-at-work`);
    await page.getByText(english.isConnected("Company")).waitFor();

    const elsewhere = await newVisitor(options);
    await elsewhere.goto("/desk/");
    await press(elsewhere, english.logInWith("Company"));
    await beThere(elsewhere, `${username}-at-work`);
    await elsewhere.waitForURL((url) => url.pathname === "/desk/");
    expect(await heading(elsewhere).textContent()).toBe(`Desk of ${username}`);

    await press(page, english.disconnectThat("Company"));
    await page.getByText(english.isDisconnected).waitFor();
    expect(await page.getByRole("listitem").filter({ hasText: "Company" }).count()).toBe(0);
  });
});
