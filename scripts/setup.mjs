/**
 * Makes a checkout ready: installs packages when they are not those of package-lock.json, and with --build
 * builds dist/ when it is missing or older than src/. Says nothing when there is nothing to do.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What npm wrote down at the end of the last installation that succeeded. */
const installedLock = join("node_modules", ".package-lock.json");
/** Most of npm's output that is kept, in bytes; a compiler says a lot. */
const outputLimit = 64 * 1024 * 1024;
/** Written at the end of a build that succeeded. */
const buildStamp = join("dist", ".stamp");

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
checkNode();
if (!isInstalled()) install();
if (process.argv.includes("--build") && !isBuilt()) build();

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Liveloom needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
}

function isInstalled() {
  if (!existsSync(installedLock)) return false;
  const installed = packagesOf(installedLock);
  return Object.entries(packagesOf("package-lock.json")).every(([path, wanted]) => {
    // npm leaves out optional packages that are for other systems.
    if (!installed[path]) return wanted.optional === true;
    return installed[path].version === wanted.version;
  });
}

/** The packages in a lock file by their folder, without the repository itself. */
function packagesOf(lock) {
  const { "": _, ...packages } = JSON.parse(readFileSync(lock, "utf8")).packages;
  return packages;
}

function install() {
  console.log("Installing packages (the first time this takes a minute or two)...");
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  const { status, stdout, stderr, error } = spawnSync("npm", args, {
    encoding: "utf8",
    env: installEnvironment(),
    maxBuffer: outputLimit,
    // On Windows npm is a script, which only a shell can start.
    shell: process.platform === "win32",
  });
  if (status === 0) return;
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
