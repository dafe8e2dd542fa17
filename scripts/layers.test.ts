import { expect, test } from "vitest";
import { findCycles, findLayerViolations, findLongFiles, toSource } from "./layers.ts";

const violations = (path: string, text: string) => findLayerViolations([toSource(path, text)]);

test.each([
  ["a lower layer", "live/a.ts", 'import { x } from "../template/html.ts";'],
  ["the own folder", "live/a.ts", 'import { x } from "./b.ts";'],
  ["errors, from everywhere", "http/a.ts", 'import { x } from "../errors.ts";'],
  ["shared, from the client", "client/a.ts", 'import { x } from "../shared/wire.ts";'],
  ["everything, from the front door", "index.ts", 'export { x } from "./auth/index.ts";'],
])("allows importing %s", (_, path, text) => {
  expect(violations(path, text)).toEqual([]);
});

test.each([
  ["a higher layer", "template/a.ts", 'import { x } from "../live/gate.ts";'],
  ["a type from a higher layer", "template/a.ts", 'import type { X } from "../live/gate.ts";'],
  ["the same layer", "template/a.ts", 'import { x } from "../http/csrf.ts";'],
  ["over several lines", "template/a.ts", 'import {\n  x,\n  y,\n} from "../live/gate.ts";'],
  ["dynamically", "template/a.ts", 'await import("../live/gate.ts");'],
  ["by re-export", "template/a.ts", 'export { x } from "../live/gate.ts";'],
  ["the server, from the client", "client/a.ts", 'import { x } from "../template/html.ts";'],
  ["errors, from the client", "client/a.ts", 'import { x } from "../errors.ts";'],
  ["an index", "cli/a.ts", 'import { x } from "../auth/index.ts";'],
  ["the front door", "cli/a.ts", 'import { x } from "../index.ts";'],
])("refuses importing %s", (_, path, text) => {
  expect(violations(path, text)).toHaveLength(1);
});

test("finds files that import each other, and not those that only share types", () => {
  const a = toSource("live/a.ts", 'import { b } from "./b.ts";');
  expect(findCycles([a, toSource("live/b.ts", 'import { a } from "./a.ts";')])).toHaveLength(1);
  expect(findCycles([a, toSource("live/b.ts", 'import type { A } from "./a.ts";')])).toEqual([]);
});

test("counts code, not comments", () => {
  const code = "x;\n".repeat(401);
  expect(findLongFiles([toSource("live/a.ts", code)])).toHaveLength(1);
  expect(findLongFiles([toSource("live/a.ts", code.replaceAll("x;", "// x"))])).toEqual([]);
});
