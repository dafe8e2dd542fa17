import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findCrowdedRoot, findCycles, findLayerViolations, readSources, toSource } from "./layers.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "liveloom layers "));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const violations = (path: string, text: string) => findLayerViolations([toSource(path, text)]);

test("names file, line, rule and remedy of every violation in a folder", () => {
  write("shared/wire.ts", "export const x = 1;\n");
  write("template/html.ts", '\nimport type { Gate } from "../live/gate.ts";\n');
  write(
    "live/gate.ts",
    'import { html } from "../template/html.ts";\nexport { x } from "../shared/wire.ts";\n',
  );
  expect(findLayerViolations(readSources(folder))).toEqual([
    "src/template/html.ts:2 imports live/gate.ts: template/ may import lower layers only, not live/. " +
      "Pass it in from above, or move it down.",
  ]);
});

test("leaves out tests and contracts, which may import what they need", () => {
  for (const name of ["a.ts", "a.test.ts", "a.contract.ts"]) write(`live/${name}`, "");
  expect(readSources(folder).map(({ path }) => path)).toEqual(["live/a.ts"]);
});

test.each([
  ["a lower layer", "live/a.ts", 'import { x } from "../template/html.ts";'],
  ["the own folder", "live/a.ts", 'import { x } from "./b.ts";'],
  ["a folder in the own folder", "auth/a.ts", 'import { x } from "./store/b.ts";'],
  ["errors, from everywhere", "http/a.ts", 'import { x } from "../errors.ts";'],
  ["how packages are loaded, from everywhere", "http/a.ts", 'import { x } from "../load-package.ts";'],
  ["errors, from beside them", "load-package.ts", 'import { x } from "./errors.ts";'],
  ["shared, from the client", "client/a.ts", 'import { x } from "../shared/wire.ts";'],
  ["the morphing library, from the client", "client/a.ts", 'import { Idiomorph } from "idiomorph";'],
  ["everything, from the front door", "index.ts", 'export { x } from "./auth/index.ts";'],
  ["packages, on the server", "adapters/a.ts", 'import { WebSocketServer } from "ws";'],
  ["a file whose name ends like an index", "live/a.ts", 'import { x } from "../diff/row-index.ts";'],
])("allows importing %s", (_, path, text) => {
  expect(violations(path, text)).toEqual([]);
});

test.each([
  ["a higher layer", "template/a.ts", 'import { x } from "../live/gate.ts";'],
  ["a type from a higher layer", "template/a.ts", 'import type { X } from "../live/gate.ts";'],
  ["the same layer", "template/a.ts", 'import { x } from "../http/csrf.ts";'],
  ["over several lines", "template/a.ts", 'import {\n  x,\n  type Y,\n} from "../live/gate.ts";'],
  ["for the side effect", "template/a.ts", 'import "../live/gate.ts";'],
  ["dynamically", "template/a.ts", 'await import("../live/gate.ts");'],
  ["by re-export", "template/a.ts", 'export * from "../live/gate.ts";'],
  ["from the errors", "errors.ts", 'import { x } from "./http/csrf.ts";'],
  ["a folder without a layer", "live/a.ts", 'import { x } from "../misc/a.ts";'],
  ["from a folder without a layer", "misc/a.ts", 'import { x } from "../shared/wire.ts";'],
  ["the server, from the client", "client/a.ts", 'import { x } from "../template/html.ts";'],
  ["errors, from the client", "client/a.ts", 'import { x } from "../errors.ts";'],
  ["the client, from the server", "server/a.ts", 'import { x } from "../client/page.ts";'],
  ["the client, from the front door", "index.ts", 'export { x } from "./client/page.ts";'],
  ["a package, from the client", "client/a.ts", 'import { z } from "zod";'],
  ["a package, from shared", "shared/a.ts", 'import { join } from "node:path";'],
  ["an index", "cli/a.ts", 'import { x } from "../auth/index.ts";'],
  ["the own index", "auth/a.ts", 'import { x } from "./index.ts";'],
  ["the front door", "cli/a.ts", 'import { x } from "../index.ts";'],
  ["the front door by name", "cli/a.ts", 'import { x } from "liveloom/auth";'],
])("refuses importing %s", (_, path, text) => {
  expect(violations(path, text)).toHaveLength(1);
});

test("does not take a constant with a path for an import", () => {
  expect(violations("template/a.ts", 'export const folder = "../live/gate.ts";')).toEqual([]);
});

test("finds files that import each other", () => {
  const a = toSource("live/a.ts", 'import { b } from "./b.ts";');
  const b = toSource("live/b.ts", '\nexport { c } from "./c.ts";');
  const c = toSource("live/c.ts", '\n\nimport { b } from "./b.ts";');
  expect(findCycles([a, b, c])).toEqual([
    "src/live/c.ts:3 closes a circle, live/b.ts -> live/c.ts -> live/b.ts. " +
      "Move what they share to a file of its own.",
  ]);
});

test("lets files share types in a circle", () => {
  const a = toSource("live/a.ts", 'import { b } from "./b.ts";');
  const b = toSource("live/b.ts", 'import type { A } from "./a.ts";');
  expect(findCycles([a, b])).toEqual([]);
});

test("counts what one sees in the root folder", () => {
  write(".gitignore", "dist/\n");
  write("dist/index.js", "");
  for (let number = 1; number <= 20; number++) write(`${number}.md`, "");
  expect(findCrowdedRoot(folder)).toEqual([]);
  write("21.md", "");
  expect(findCrowdedRoot(folder)).toEqual([
    "The root folder has 21 entries; at most 20. Move some into a folder.",
  ]);
});
