/**
 * Checks that patches lead to the right page, in a real browser, as often as wanted.
 *
 * npm run test:patches -- [--runs 100000] [--seed NUMBER]
 */
import { parseArgs } from "node:util";
import { checkInChromium } from "./chromium-run.ts";

const { values: options } = parseArgs({
  options: { runs: { type: "string", default: "100000" }, seed: { type: "string" } },
});
const runs = Number(options.runs);
const seed = Number(options.seed ?? Math.floor(Math.random() * 2 ** 30));

await checkInChromium({ runs, seed, onProgress: (done) => console.log(`${done} of ${runs} sequences`) });
console.log(`All ${runs} sequences led to the right page (seed ${seed}).`);
