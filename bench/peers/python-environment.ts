import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const requirements = fileURLToPath(new URL("python/requirements.txt", import.meta.url));

/**
 * A Python in the user's cache folder that has the packages of requirements.txt. It is made the first
 * time and used again.
 * @returns The path of its executable.
 * @throws when there is no Python 3 with "venv", or PyPI cannot be reached.
 */
export function pythonEnvironment(): string {
  const version = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 8);
  const folder = join(
    process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"),
    `liveloom-bench-python-${version}`,
  );
  const python = join(
    folder,
    ...(process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"]),
  );
  const stamp = join(folder, ".complete");
  if (existsSync(stamp)) return python;
  console.log(`Installing the Python peers in ${folder}...`);
  rmSync(folder, { recursive: true, force: true });
  const systemPython = process.platform === "win32" ? "python" : "python3";
  run("--peers needs Python 3.10 or newer with its venv module", [systemPython, "-m", "venv", folder]);
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements];
  run("--peers installs packages from PyPI, which did not succeed", [python, ...install]);
  writeFileSync(stamp, "");
  return python;
}

function run(problem: string, [program = "", ...args]: string[]): void {
  const { status, error, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status === 0) return;
  const output = `${error?.message ?? ""}${stdout ?? ""}${stderr ?? ""}`
    .trim()
    .split("\n")
    .slice(-5)
    .join("\n");
  throw new Error(`${problem}:\n${output}`);
}
