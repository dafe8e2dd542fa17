import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

/** Tests of the package that was built, in processes of their own; the runner that runs these is out of the way. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_OPTIONS|NODE_TEST|TEST$)/.test(name)),
);

test.each([
  ["node:test", ["--import", "tsx", "--test", "examples/guest-list/guest-list.test.ts"]],
  ["vitest", ["node_modules/vitest/vitest.mjs", "run", "--root", "test/samples"]],
])("liveloom/testing runs in %s", { timeout: 120_000 }, (_, args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", env });
  expect(status, stdout + stderr).toBe(0);
});
