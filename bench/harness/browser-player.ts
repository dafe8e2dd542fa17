import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { launchBrowser } from "../../test/e2e/browser.ts";
import type { Play, Played, PlayFunction } from "../browser/play.ts";
import { bundleScript } from "./bundle-script.ts";

/** A browser with bench/browser/ in it. */
export interface Player {
  play(play: Play, withPages: boolean): Promise<Played>;
  close(): Promise<void>;
}

declare global {
  var play: PlayFunction;
}

/** An isolated page has a clock that is exact to 5 microseconds. */
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** @throws when there is no Chromium. */
export async function openPlayer(): Promise<Player> {
  const page = `<!doctype html><title>Benchmark</title><body></body><script type="module">${await script()}</script>`;
  const server = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...isolation }).end(page);
  }).listen(0, "localhost");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const browser = await launchBrowser("--js-flags=--expose-gc");
  const tab = await browser.newPage();
  await tab.goto(`http://localhost:${port}/`);
  return {
    play: (play, withPages) =>
      tab.evaluate(({ play, withPages }) => globalThis.play(play, withPages), { play, withPages }),
    async close() {
      await browser.close();
      server.close();
    },
  };
}

async function script(): Promise<string> {
  return (await bundleScript("main.ts")).replaceAll("</script", "<\\/script");
}
