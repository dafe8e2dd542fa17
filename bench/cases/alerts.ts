import { launchBrowser } from "../../test/e2e/browser.ts";
import type { Clicks, ClickTimes } from "../browser/clicks.ts";
import { bundleScript } from "../harness/bundle-script.ts";
import type { Case } from "../harness/case.ts";
import { ServerProcess } from "../harness/server-process.ts";
import { median, spread } from "../harness/statistics.ts";

/** Rounds that are measured, and those before them. */
const rounds = { measured: 50, before: 10 } as const;

declare global {
  var clicks: Clicks;
}

interface LivePage {
  readonly liveloom?: { readonly isConnected: boolean };
}

interface Measured {
  readonly alerts: ClickTimes;
  readonly echo: readonly number[];
}

let measured: Promise<Measured> | undefined;

/**
 * The alerts of the public comparison of Django frameworks, from the click to the change of the page, in Chromium on this
 * machine: opening the form, a form that is refused, one that is saved.
 */
export const benchCases = (["open", "refuse", "save"] as const).map(
  (step): Case => ({
    name: `alerts.${step}`,
    unit: "ms",
    baselineName: "WebSocket by hand",
    async measure() {
      measured ??= measure();
      const { alerts, echo } = await measured;
      return { value: median(alerts[step]), baseline: median(echo), noise: spread(echo) };
    },
  }),
);

async function measure(): Promise<Measured> {
  const [app, echo] = [await ServerProcess.start("alerts"), await ServerProcess.start("echo")];
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ locale: "en-GB" });
    await page.addInitScript(await bundleScript("click-through.ts"));
    const all = rounds.before + rounds.measured;
    await page.goto(echo.origin);
    const echoTimes = await page.evaluate(([address, rounds]) => globalThis.clicks.echo(address, rounds), [
      echo.origin.replace("http", "ws"),
      all,
    ] as const);
    await page.goto(`${app.origin}/alerts/`);
    await page.waitForFunction(() => (globalThis as LivePage).liveloom?.isConnected);
    const times = await page.evaluate((rounds) => globalThis.clicks.through(rounds), all);
    return { alerts: lastOf(times), echo: echoTimes.slice(rounds.before) };
  } finally {
    await browser.close();
    await Promise.all([app.stop(), echo.stop()]);
  }
}

function lastOf({ open, refuse, save }: ClickTimes): ClickTimes {
  const last = (times: number[]) => times.slice(rounds.before);
  return { open: last(open), refuse: last(refuse), save: last(save) };
}
