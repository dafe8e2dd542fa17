import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** A window of its own, with nobody logged in, in which every error of a page fails the test. */
export async function visitor(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  return withoutErrors(await context.newPage());
}

/** From now on the test fails when the page throws, or does what its Content Security Policy forbids. */
export function withoutErrors(page: Page): Page {
  page.on("pageerror", (error) => expect.fail(`The page threw ${error}`));
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) expect.fail(message.text());
  });
  return page;
}

export const heading = (page: Page): Locator => page.getByRole("heading", { level: 1 });
export const path = (page: Page): string => new URL(page.url()).pathname;

export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
}

/** Resolves when the page's socket has taken over. */
export async function connected(page: Page): Promise<void> {
  await page.waitForFunction(() => globalThis.liveloom?.isConnected);
}
