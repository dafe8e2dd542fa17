/**
 * Measures Liveloom against baselines in the same run.
 *
 * npm run bench -- [--quick] [--only PREFIX] [--peers] [--json FILE] [--chart FILE] [--check]
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { brokenBudgets } from "./harness/broken-budgets.ts";
import { budgets } from "./harness/budgets.ts";
import type { Case } from "./harness/case.ts";
import { allCases } from "./harness/cases.ts";
import { chart } from "./harness/chart.ts";
import { describeMachine } from "./harness/machine.ts";
import { formatValue, type Result, toResult } from "./harness/result.ts";
import { fullEffort, quickEffort } from "./harness/rounds.ts";
import { stopSharedServers } from "./harness/server-pool.ts";
import { formatTable } from "./harness/table.ts";

const { values: options } = parseArgs({
  options: {
    /** Fewer and shorter rounds. */
    quick: { type: "boolean", default: false },
    /** Runs the cases whose names start like this. */
    only: { type: "string", default: "" },
    /** Adds frameworks in Python, which are installed outside of the repository. */
    peers: { type: "boolean", default: false },
    /** Writes the results to a file. */
    json: { type: "string" },
    /** Draws the results into an SVG file. */
    chart: { type: "string" },
    /** Runs only what has a budget in bench/budgets.json, and fails when one is broken. */
    check: { type: "boolean", default: false },
  },
});

const effort = options.quick ? quickEffort : fullEffort;
let leftOut = 0;
const results: Result[] = [];
const rows: string[][] = [["case", "value", "baseline", "", "ratio", "noise"]];
for (const benchCase of await chosenCases()) await measure(benchCase);
await stopSharedServers();

console.log(`\n${formatTable(rows)}\n\n${describeMachine()}`);
console.log(
  "Values are medians. Noise: the range of the middle half of the baseline's rounds, as a share of its median.",
);
if (leftOut > 0) console.log(`${leftOut} cases that take long were left out by --quick.`);
if (options.chart) writeFileSync(options.chart, chart(results, describeMachine()));
if (options.json) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
if (options.check) checkBudgets();
process.exit();

/** A case that cannot be measured, for want of a browser for example, does not keep the others from it. */
async function measure(benchCase: Case): Promise<void> {
  console.log(`${benchCase.name}...`);
  try {
    const measurement = await benchCase.measure(effort);
    const result = toResult(benchCase, measurement);
    results.push(result);
    rows.push(toRow(result, measurement.noise));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

async function chosenCases(): Promise<Case[]> {
  const cases = [...(await allCases()), ...(options.peers ? await peerCases() : [])];
  cases.sort((a, b) => a.name.localeCompare(b.name));
  const chosen = cases.filter(
    ({ name }) => name.startsWith(options.only) && (!options.check || name in budgets),
  );
  if (chosen.length === 0) {
    console.error(`No such case. There are: ${cases.map(({ name }) => name).join(", ")}`);
    process.exit(1);
  }
  const isTooLong = ({ isLong }: Case): boolean => options.quick && options.only === "" && isLong === true;
  leftOut = chosen.filter(isTooLong).length;
  return chosen.filter((benchCase) => !isTooLong(benchCase));
}

async function peerCases(): Promise<Case[]> {
  try {
    const { pythonCases } = await import("./peers/python-cases.ts");
    return pythonCases();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

function toRow({ case: name, value, unit, baseline, baselineName, ratio }: Result, noise: number): string[] {
  const percent = noise === 0 ? "" : `${Math.round(noise * 100)} %`;
  return [
    name,
    formatValue(value, unit),
    formatValue(baseline, unit),
    baselineName,
    ratio.toFixed(2),
    percent,
  ];
}

function checkBudgets(): void {
  const broken = brokenBudgets(results, budgets);
  for (const sentence of broken) console.error(sentence);
  if (broken.length > 0) process.exitCode = 1;
}
