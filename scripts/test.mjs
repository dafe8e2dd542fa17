/** Everything that must hold before a change lands, in the order that finds mistakes soonest. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tsImport } from "tsx/esm/api";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const { chromiumPath } = await tsImport("../test/e2e/chromium.ts", import.meta.url);
if (!chromiumPath()) {
  console.error(
    "The browser tests need Chromium. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH.",
  );
  process.exit(1);
}

const reports = mkdtempSync(join(tmpdir(), "liveloom-tests-"));
const vitest = (project) => [
  "node_modules/vitest/vitest.mjs",
  ...["run", "--project", project, "--reporter", "default", "--reporter", "json"],
  ...["--outputFile.json", reportOf(project)],
];
const tsc = (config) => ["node_modules/typescript/bin/tsc", "-p", config];

const steps = [
  ["lint", ["node_modules/@biomejs/biome/bin/biome", "check", "."]],
  ["types", tsc("tsconfig.json")],
  ["types of the client", tsc("tsconfig.client.json")],
  ["types of the browser tests", tsc("test/e2e/tsconfig.json")],
  ["layers", ["--import", "tsx", "scripts/check-layers.ts"]],
  ["build", ["scripts/build.mjs"]],
  ["unit tests", vitest("unit")],
  ["integration tests", vitest("integration*")],
  ["browser tests", vitest("e2e")],
  ["budgets", ["--conditions=source", "--import", "tsx", "bench/main.ts", "--check"]],
];

const failed = steps.find(([name, args]) => !run(name, args));
const counts = ["unit", "integration*", "e2e"].map(countsOf);
const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
rmSync(reports, { recursive: true, force: true });
if (failed) console.error(`\nStopped at: ${failed[0]}`);
console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
process.exit(failed ? 1 : 0);

function run(name, args) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  console.log(
    `== ${name}: ${status === 0 ? "fine" : "FAILED"} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
  );
  return status === 0;
}

function reportOf(projects) {
  return join(reports, `${projects.replace("*", "")}.json`);
}

function countsOf(project) {
  const file = reportOf(project);
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, "utf8"));
  return { passed: numPassedTests, failed: numFailedTests + testResults.filter(isBrokenFile).length };
}

/** A file that cannot even be loaded has no tests that could fail. */
function isBrokenFile({ status, assertionResults }) {
  return status === "failed" && assertionResults.every((test) => test.status !== "failed");
}
