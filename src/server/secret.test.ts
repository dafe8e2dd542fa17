import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { resolveSecret, secretMinimum } from "./secret.ts";

const given = "g".repeat(secretMinimum);
const fromEnvironment = "e".repeat(secretMinimum);
const short = "s".repeat(secretMinimum - 1);
const file = ".liveloom/secret";

const home = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "liveloom secret "));
  process.chdir(folder);
  vi.stubEnv("LIVELOOM_SECRET", undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

describe.each([true, false])("a secret, in production: %s,", (production) => {
  test("is the given one before the environment's", () => {
    vi.stubEnv("LIVELOOM_SECRET", fromEnvironment);
    expect(resolveSecret(given, production)).toBe(given);
    expect(resolveSecret(undefined, production)).toBe(fromEnvironment);
  });

  test("is refused when it is too short", () => {
    expect(() => resolveSecret(short, production)).toThrow(/LV-CONFIG-SECRET.* got 31\./);
    expect(() => resolveSecret("", production)).toThrow("got 0.");
    vi.stubEnv("LIVELOOM_SECRET", short);
    expect(() => resolveSecret(undefined, production)).toThrow("got 31.");
  });
});

test("production needs a secret", () => {
  expect(() => resolveSecret(undefined, true)).toThrow("got none.");
});

describe("in development", () => {
  test("a secret is made once, and kept for the owner's eyes only", () => {
    const secret = resolveSecret(undefined, false);
    expect(secret.length).toBeGreaterThanOrEqual(secretMinimum);
    expect(resolveSecret(undefined, false)).toBe(secret);
    expect(readFileSync(file, "utf8")).toBe(secret);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(".liveloom/.gitignore", "utf8")).toBe("*\n");
  });

  test("a kept secret that is too short is refused too", () => {
    mkdirSync(".liveloom");
    writeFileSync(file, "");
    expect(() => resolveSecret(undefined, false)).toThrow("got 0.");
  });
});
