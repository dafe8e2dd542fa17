import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { folderFiles, maxBytesInMemory } from "./folder-files.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "liveloom-files-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content = ""): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

function names(): string[] {
  return folderFiles(folder).map((file) => file.name);
}

describe("folderFiles", () => {
  test("finds files of all depths, sorted", () => {
    for (const name of ["b.css", "a/deep/c.js", "a/b.js"]) write(name);
    expect(names()).toEqual(["a/b.js", "a/deep/c.js", "b.css"]);
  });

  test("leaves out dotfiles and what is in dot folders", () => {
    for (const name of [".env", ".git/config", "a/.hidden", "a/shown"]) write(name);
    expect(names()).toEqual(["a/shown"]);
  });

  test("leaves out links to files and folders", () => {
    write("inside/real.txt");
    symlinkSync(join(folder, "inside", "real.txt"), join(folder, "link.txt"));
    symlinkSync(tmpdir(), join(folder, "outside"));
    symlinkSync(folder, join(folder, "inside", "loop"));
    expect(names()).toEqual(["inside/real.txt"]);
  });

  test("describes a file", () => {
    write("app.css", "a{}");
    expect(folderFiles(folder)).toEqual([
      {
        name: "app.css",
        path: join(folder, "app.css"),
        type: "text/css; charset=utf-8",
        size: 3,
        hash: "5f546eb4606b5c2b7d2a449a5cc2bbb477ed5a246c7051ce871b12f2dbfc8419",
        content: Buffer.from("a{}"),
      },
    ]);
  });

  test.each([
    ["a.html", "text/html; charset=utf-8"],
    ["a.js", "text/javascript; charset=utf-8"],
    ["a.TXT", "text/plain; charset=utf-8"],
    ["a.json", "application/json"],
    ["a.svg", "image/svg+xml"],
    ["a.woff2", "font/woff2"],
    ["a.unknown", "application/octet-stream"],
    ["json", "application/octet-stream"],
  ])("knows the type of %s", (name, type) => {
    write(name);
    expect(folderFiles(folder)[0]?.type).toBe(type);
  });

  test("keeps small files in memory and no others", () => {
    write("a", "x".repeat(maxBytesInMemory));
    write("b", "x".repeat(maxBytesInMemory + 1));
    expect(folderFiles(folder).map((file) => file.content?.length)).toEqual([maxBytesInMemory, undefined]);
  });
});
