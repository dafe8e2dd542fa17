/**
 * Makes a checkout ready: installs packages when they are missing or older than package-lock.json, and with
 * --build builds dist/ when it is missing or older than src/. Says nothing when there is nothing to do.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = join(root, "node_modules", ".liveloom-lock");
const buildStamp = join(root, "dist", ".stamp");

process.chdir(root);
checkNode();
if (!isInstalled()) install();
if (process.argv.includes("--build") && !isBuilt()) build();

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Liveloom needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
}

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === lockHash();
}

function lockHash() {
  return createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
}

function install() {
  console.log("Installing packages (the first time this takes a minute or two)...");
  // On Windows npm is a script, which only a shell can start.
  const options = { encoding: "utf8", env: installEnvironment(), shell: process.platform === "win32" };
  const { status, stdout, stderr, error } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], options);
  if (status === 0) return writeFileSync(stamp, lockHash());
  const tail = `${stdout ?? ""}${stderr ?? ""}${error ?? ""}`.split("\n").slice(-30).join("\n");
  fail(`npm ci did not succeed:\n${tail}`);
}

/** A native package without a fitting prebuilt binary is compiled with Node's own headers where they are. */
function installEnvironment() {
  const prefix = dirname(dirname(process.execPath));
  const hasHeaders = existsSync(join(prefix, "include", "node", "node.h"));
  return hasHeaders ? { npm_config_nodedir: prefix, ...process.env } : process.env;
}

function isBuilt() {
  if (!existsSync(buildStamp)) return false;
  const builtAt = statSync(buildStamp).mtimeMs;
  const sources = ["src", "scripts"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) =>
      join(entry.parentPath, entry.name),
    ),
  );
  return [...sources, "package-lock.json", "tsconfig.json", "tsconfig.build.json"].every(
    (file) => statSync(file).mtimeMs <= builtAt,
  );
}

function build() {
  console.log("Building Liveloom...");
  const { status } = spawnSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
  if (status !== 0) fail("The build did not succeed.");
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
