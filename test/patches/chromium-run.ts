import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../e2e/browser.ts";

/** Runs between two reports of progress. */
const batch = 2_000;

export interface ChromiumRun {
  readonly runs: number;
  readonly seed: number;
  /** Told how many runs are done. */
  readonly onProgress?: (done: number) => void;
}

/** Checks the property in Chromium, in two tabs at once. @throws with the smallest example that fails */
export async function checkInChromium({ runs, seed, onProgress }: ChromiumRun): Promise<void> {
  const [browser, script] = await Promise.all([launchBrowser(), bundle()]);
  let started = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    const page = await openTab(browser, script);
    while (started < runs) {
      const size = Math.min(batch, runs - started);
      const from = started;
      started += size;
      await page.evaluate(checkBatch, { runs: size, seed: seed + from });
      done += size;
      onProgress?.(done);
    }
  };
  try {
    await Promise.all([work(), work()]);
  } finally {
    await browser.close();
  }
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("browser-entry.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    define: { "import.meta.url": JSON.stringify(import.meta.url) },
  });
  return outputFiles[0]?.text ?? "";
}

async function openTab(browser: Browser, script: string): Promise<Page> {
  const page = await browser.newPage();
  await page.setContent("<!doctype html><title>Patches</title>");
  await page.addScriptTag({ content: script });
  return page;
}

function checkBatch(given: { runs: number; seed: number }): void {
  (globalThis as unknown as { checkPatches(options: typeof given): void }).checkPatches(given);
}
