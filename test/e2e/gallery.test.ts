import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { ExampleServer } from "./example-server.ts";

let server: ExampleServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([ExampleServer.start("examples/demo/main.ts"), launchBrowser()]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

/** A page, and what its console has complained about. */
async function visit(path: string, viewport = { width: 1280, height: 800 }) {
  const context = await browser.newContext({ baseURL: server.address, viewport });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(path);
  return { page, complaints };
}

async function logIn(page: Page): Promise<void> {
  await page.getByLabel("Username").fill("sofia");
  await page.getByLabel("Password").fill("weaving-is-fun");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/accounts/"));
}

/** Elements that need a name and have none. */
function nameless(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const hasName = (element: Element) =>
      Boolean(element.getAttribute("aria-label") || element.textContent?.trim()) ||
      Boolean((element as HTMLInputElement).labels?.length);
    return [...document.querySelectorAll("button, a[href], input:not([type=hidden]), select, textarea")]
      .filter((element) => !hasName(element))
      .map((element) => element.outerHTML);
  });
}

/** How wide the page is in a wide and in a narrow window. */
async function widths(page: Page): Promise<number[]> {
  const found: number[] = [];
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    found.push(await page.evaluate(() => document.documentElement.scrollWidth));
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  return found;
}

test("every example is live beside its source, sound for those who hear pages, and without a complaint", async () => {
  const { page, complaints } = await visit("/accounts/login/");
  await logIn(page);
  await page.goto("/");
  const addresses = await page
    .locator("main li a")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  expect(addresses.length).toBeGreaterThan(15);
  for (const address of addresses) {
    await page.goto(address);
    await page.waitForFunction(() => globalThis.liveloom?.isConnected);
    const seen = {
      lang: await page.locator("html").getAttribute("lang"),
      headings: await page.locator("h1").count(),
      mains: await page.locator("main").count(),
      nameless: await nameless(page),
      complaints,
      widths: await widths(page),
    };
    expect({ address, ...seen }).toEqual({
      address,
      lang: "en",
      headings: 1,
      mains: 1,
      nameless: [],
      complaints: [],
      widths: [1280, 390],
    });
    const source = page.getByRole("complementary", { name: "Source" }).locator("pre:visible");
    expect([await source.count(), await source.textContent()]).toEqual([
      1,
      expect.stringMatching(/^import /),
    ]);
  }
}, 120_000);

test("the tabs show one file at a time", async () => {
  const { page } = await visit("/examples/dashboard/");
  const shown = page.locator(".source pre:visible");
  expect(await shown.getAttribute("aria-label")).toBe("dashboard.ts");
  await page.getByRole("radio", { name: "metrics.ts" }).check();
  expect(await shown.getAttribute("aria-label")).toBe("metrics.ts");
  await page.keyboard.press("ArrowRight");
  expect(await shown.getAttribute("aria-label")).toBe("dashboard.css");
});

test("the source is below the example where there is little room", async () => {
  const { page } = await visit("/examples/counter/", { width: 390, height: 800 });
  const [example, source] = await Promise.all([
    page.locator("main").boundingBox(),
    page.locator(".source").boundingBox(),
  ]);
  expect(source?.y).toBeGreaterThanOrEqual((example?.y ?? 0) + (example?.height ?? 0));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test("links within an example stay below its address", async () => {
  const { page } = await visit("/examples/url-table/?range=Alps");
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
  await page.getByRole("link", { name: "Matterhorn" }).click();
  await page.waitForURL(/\/examples\/url-table\/peaks\/\d+\/$/);
  await page.getByRole("link", { name: "Alps" }).click();
  await page.waitForURL(/\/examples\/url-table\/\?range=Alps$/);
  expect(await page.locator(".source pre:visible").getAttribute("aria-label")).toBe("url-table.ts");
});

test("an example leads to its guide, and guides lead to each other", async () => {
  const { page, complaints } = await visit("/examples/feed/");
  await page.getByRole("link", { name: "Guide" }).click();
  await expect.poll(() => page.locator("h1").textContent()).toBe("Lists");
  expect(await page.locator("main").textContent()).not.toContain("<!--");
  await page.goto("/docs/guide/first-page.md");
  await page.getByRole("link", { name: "accounts" }).last().click();
  await expect.poll(() => page.locator("h1").textContent()).toBe("Accounts");
  expect(complaints).toEqual([]);
});
