import { type Browser, chromium } from "playwright-core";
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
      ...flags,
    ],
  });
}
