import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let browser: Browser;
let server: ExampleServer;

beforeAll(async () => {
  [server, browser] = await Promise.all([
    ExampleServer.start("test/e2e/pages/recipients.ts"),
    launchBrowser(),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

async function newVisitor(): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: server.address });
  onTestFinished(() => context.close());
  return context;
}

async function open(context: BrowserContext, path = "/"): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  return page;
}

/** Somebody who has logged in, in a browser of their own. */
async function logIn(username: string): Promise<BrowserContext> {
  const context = await newVisitor();
  const page = await context.newPage();
  await page.goto("/accounts/login/?next=/");
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password").fill("weaving-is-fun");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL(`${server.address}/`);
  await page.close();
  return context;
}

const call = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const log = (page: Page) => page.locator("#log li").allTextContents();
const shows = (page: Page, ...lines: string[]) => expect.poll(() => log(page)).toEqual(lines);

test("updates for a user reach all their pages, from other pages and from a webhook", async () => {
  const [home, work, ben] = await Promise.all([logIn("ada"), logIn("ada"), logIn("ben")]);
  const [one, other, stranger] = await Promise.all([open(home), open(work), open(ben)]);
  await call(stranger, "to_ada");
  for (const page of [one, other]) await shows(page, "for ada");
  await stranger.request.get("/webhook/");
  for (const page of [one, other]) await shows(page, "for ada", "from a webhook");
  // What was sent last to the stranger came after what was not for them.
  await call(one, "to_others");
  await shows(stranger, "for the others");
  await shows(other, "for ada", "from a webhook", "for the others");
  await shows(one, "for ada", "from a webhook");
});

test("updates for a browser session reach its tabs, until it logs out", async () => {
  const [ada, elsewhere] = await Promise.all([logIn("ada"), logIn("ada")]);
  const [one, other, third] = [await open(ada), await open(ada), await open(elsewhere)];
  await call(one, "to_tabs");
  for (const page of [one, other]) await shows(page, "for my tabs");
  await one.getByRole("button", { name: "Log out" }).click();
  await expect.poll(() => other.locator(".live-notice").textContent()).toContain("Your session has ended");
  await call(third, "to_ada");
  await shows(third, "for ada");
  await shows(other, "for my tabs");
  // The next session of the same browser is another.
  const anew = await open(ada);
  await call(anew, "to_tabs");
  await shows(anew, "for my tabs");
  await shows(other, "for my tabs");
});

test("a room is for those whom the rule allows, as long as it does", async () => {
  const [ada, ben] = await Promise.all([logIn("ada"), logIn("ben")]);
  const [allowed, refused] = [await open(ada, "/shop/"), await open(ben, "/shop/")];
  await expect.poll(() => refused.locator(".live-notice").textContent()).toContain("orders");
  await call(refused, "to_room");
  await shows(allowed, "an order");
  await call(allowed, "orders");
  await shows(allowed, "an order", "all orders");
  await call(refused, "revoke");
  await shows(refused, "revoked");
  await call(refused, "to_room");
  await call(refused, "to_others");
  await shows(allowed, "an order", "all orders", "for the others");
  await call(allowed, "orders");
  await expect.poll(() => allowed.locator(".live-notice").textContent()).toContain("permission");
  await shows(allowed, "an order", "all orders", "for the others");
  await shows(refused, "revoked");
});

test("middleware answers in the place of a handler", async () => {
  const page = await open(await newVisitor());
  await call(page, "closed");
  await shows(page, "closed today");
});

test("two pages in two languages do not disturb each other, in handlers and in live views", async () => {
  const visitor = await newVisitor();
  const [english, german] = [await open(visitor, "/en/"), await open(visitor, "/de/")];
  await Promise.all([call(english, "say_clicks"), call(german, "say_clicks")]);
  await shows(english, "2 clicks");
  await shows(german, "2 Klicks");
  const counters = [await open(visitor, "/en/counter/"), await open(visitor, "/de/counter/")];
  await Promise.all(counters.map((page) => page.getByRole("button").click()));
  await expect.poll(() => counters[0]?.getByRole("button").textContent()).toBe("1 click");
  await expect.poll(() => counters[1]?.getByRole("button").textContent()).toBe("1 Klick");
  expect(await counters[1]?.locator("html").getAttribute("lang")).toBe("de");
});
