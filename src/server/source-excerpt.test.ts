import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { LiveloomError } from "../errors.ts";
import { sourceExcerpt } from "./source-excerpt.ts";

const outside = mkdtempSync(join(tmpdir(), "liveloom outside "));
const project = mkdtempSync(join(tmpdir(), "liveloom project "));
const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);

for (const name of ["main.ts", "node_modules/x/index.js", ".env", "page.html"]) write(join(project, name));
write(join(outside, "secret.ts"));
symlinkSync(join(outside, "secret.ts"), join(project, "link.ts"));
writeFileSync(join(project, "long.ts"), "x".repeat(2_000_000));

afterAll(() => {
  for (const folder of [outside, project]) rmSync(folder, { recursive: true });
});

function write(path: string): void {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, lines.join("\n"));
}

function thrownAt(...frames: string[]): Error {
  const error = new Error("at /etc/hosts:1.");
  error.stack = ["Error: x", ...frames.map((frame) => `    at ${frame}`)].join("\n");
  return error;
}

const main = join(project, "main.ts");
const excerpt = { file: "main.ts", line: 10, column: 3, firstLine: 6, lines: lines.slice(5, 14) };

describe("sourceExcerpt", () => {
  test.each([
    ["a function", [`save (${main}:10:3)`]],
    ["a file", [`async ${main}:10:3`]],
    ["an address", [`Page.save [as body] (${pathToFileURL(main)}:10:3)`]],
    [
      "the first that is the project's",
      [
        "node:internal/process/task_queues:95:5",
        `x (${join(project, "node_modules/x/index.js")}:2:1)`,
        `y (${join(outside, "secret.ts")}:2:1)`,
        `z (${join(project, "gone.ts")}:2:1)`,
        `save (${main}:10:3)`,
        `caller (${main}:1:1)`,
      ],
    ],
  ])("shows the lines around %s of the stack", (_, frames) => {
    expect(sourceExcerpt(thrownAt(...frames), project)).toEqual(excerpt);
  });

  test("shows the first and the last lines of a file", () => {
    const at = (line: number) => sourceExcerpt(thrownAt(`${main}:${line}:1`), project);
    expect([at(1)?.firstLine, at(1)?.lines.length]).toEqual([1, 5]);
    expect([at(20)?.firstLine, at(20)?.lines.length]).toEqual([16, 5]);
  });

  test.each([
    ["outside of the project", join(outside, "secret.ts")],
    ["behind a link that leads out of it", join(project, "link.ts")],
    ["of a package", join(project, "node_modules/x/index.js")],
    ["hidden", join(project, ".env")],
    ["too large", join(project, "long.ts")],
    ["the folder itself", project],
    ["not there", join(project, "../main.ts")],
  ])("shows no file that is %s", (_, file) => {
    expect(sourceExcerpt(thrownAt(`x (${file}:1:1)`), project)).toBeUndefined();
  });

  test("shows no line that is not there", () => {
    expect(sourceExcerpt(thrownAt(`${main}:21:1`, `${main}:0:1`), project)).toBeUndefined();
  });

  test("shows where a template says that it has a mistake", () => {
    const place = `${join(project, "page.html")}:3:7`;
    const error = new LiveloomError("LV-TEMPLATE-SYNTAX", {
      reason: "Unexpected <b>",
      place,
      remedy: "Close it.",
    });
    expect(sourceExcerpt(error, project)).toMatchObject({
      file: "page.html",
      line: 3,
      column: 7,
      firstLine: 1,
    });
  });
});
