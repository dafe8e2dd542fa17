import { type Browser, chromium, type Page } from "playwright-core";
import { chromiumPath } from "./chromium.ts";

/** A real Chromium, as users have it. @param flags More arguments of its command line. */
export async function launchBrowser(...flags: string[]): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error("No Chromium found. Install one, or set CHROMIUM_PATH to it.");
  return await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--disable-quic",
      // Pages of the address bar that every window would load: half of what a new window costs.
      "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
      ...flags,
    ],
  });
}

/** A new tab and no cookies, in place of what the test before had: a window of its own takes a second of a processor. */
export async function freshPage(browser: Browser): Promise<Page> {
  const [context = await browser.newContext()] = browser.contexts();
  const before = context.pages();
  const page = await context.newPage();
  await Promise.all(before.map((each) => each.close()));
  await context.clearCookies();
  return page;
}

/** Loads the page anew; what it requests by this address is half a second late. */
export async function reloadWithDelay(page: Page, url: string): Promise<void> {
  const release = await holdRequests(page, url);
  await page.reload();
  setTimeout(release, 500);
}

/** Keeps requests from being answered until the function it returns is called, as a slow network does. */
export async function holdRequests(page: Page, url: string): Promise<() => void> {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(url, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}
