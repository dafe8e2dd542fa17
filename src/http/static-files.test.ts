import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { maxBytesInMemory } from "./folder-files.ts";
import { type StaticFiles, staticFiles } from "./static-files.ts";

const large = "0123456789".repeat(maxBytesInMemory / 10 + 1);
let parent = "";
let files: StaticFiles;

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), "liveloom-static-"));
  writeFileSync(join(parent, "secret.txt"), "secret");
  write("app.css", "body{}");
  write("fonts/a b+ü.woff2", "font");
  write("LICENSE", "free");
  write("bundle.js.map", "{}");
  write("empty.txt", "");
  write(".env", "secret");
  write("large.bin", large);
  files = staticFiles("/static/", join(parent, "public"));
});

afterAll(() => rmSync(parent, { recursive: true }));

function write(name: string, content: string): void {
  const path = join(parent, "public", name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function respond(path: string, init?: RequestInit): Response | undefined {
  return files.respond(new Request(`http://app.test${path}`, init));
}

describe("url", () => {
  test.each([
    ["app.css", /^\/static\/app\.[0-9a-f]{8}\.css$/],
    ["LICENSE", /^\/static\/LICENSE\.[0-9a-f]{8}$/],
    ["bundle.js.map", /^\/static\/bundle\.js\.[0-9a-f]{8}\.map$/],
    ["fonts/a b+ü.woff2", /^\/static\/fonts\/a%20b%2B%C3%BC\.[0-9a-f]{8}\.woff2$/],
  ])("puts a hash into the name of %s", (name, address) => {
    expect(files.url(name)).toMatch(address);
  });

  test("changes with the content alone", () => {
    const before = files.url("app.css");
    const reread = () => staticFiles("/static/", join(parent, "public")).url("app.css");
    expect(reread()).toBe(before);
    write("app.css", "body{color:red}");
    expect(reread()).not.toBe(before);
    write("app.css", "body{}");
  });

  test("names the known files when there is no such file", () => {
    expect(() => files.url("ap.css")).toThrow(
      'LV-STATIC-UNKNOWN: There is no static file "ap.css". Files found at start: LICENSE, app.css, ' +
        "bundle.js.map, empty.txt, fonts/a b+ü.woff2, large.bin.",
    );
  });

  test("names only some of many files", () => {
    for (let index = 10; index < 35; index += 1) {
      mkdirSync(join(parent, "many"), { recursive: true });
      writeFileSync(join(parent, "many", `${index}.txt`), "");
    }
    expect(() => staticFiles("/", join(parent, "many")).url("x")).toThrow("28.txt, 29.txt and 5 more.");
  });
});

describe("respond", () => {
  test("answers a versioned name for ever", async () => {
    const response = respond(files.url("app.css"));
    expect(response?.status).toBe(200);
    expect(Object.fromEntries(response?.headers ?? [])).toEqual({
      "cache-control": "public, max-age=31536000, immutable",
      "content-length": "6",
      "content-type": "text/css; charset=utf-8",
      etag: expect.stringMatching(/^"[0-9a-f]{64}"$/),
      "x-content-type-options": "nosniff",
    });
    expect(await response?.text()).toBe("body{}");
  });

  test("has browsers check a plain name each time", async () => {
    const response = respond("/static/app.css");
    expect(response?.headers.get("cache-control")).toBe("no-cache");
    expect(await response?.text()).toBe("body{}");
  });

  test.each([
    ["the tag", (etag: string) => etag],
    ["the weak tag", (etag: string) => `W/${etag}`],
    ["a list with the tag", (etag: string) => `"other", ${etag}, W/"third"`],
    ["any tag", () => "*"],
  ])("answers 304 to a browser that holds %s", async (_, condition) => {
    const etag = respond("/static/app.css")?.headers.get("etag") ?? "";
    const response = respond("/static/app.css", { headers: { "if-none-match": condition(etag) } });
    expect(response?.status).toBe(304);
    expect(Object.fromEntries(response?.headers ?? [])).toEqual({
      "cache-control": "no-cache",
      etag,
      "x-content-type-options": "nosniff",
    });
    expect(await response?.text()).toBe("");
  });

  test.each(['"other"', "", '"', '""'])("answers 200 to a browser that holds %j", (condition) => {
    expect(respond("/static/app.css", { headers: { "if-none-match": condition } })?.status).toBe(200);
  });

  test("answers HEAD with the headers of GET and no body", async () => {
    const response = respond("/static/large.bin", { method: "HEAD" });
    expect(response?.headers.get("content-length")).toBe(String(large.length));
    expect(await response?.text()).toBe("");
  });

  test("streams a large file", async () => {
    expect(await respond("/static/large.bin")?.text()).toBe(large);
  });

  test("answers an empty file", async () => {
    const response = respond("/static/empty.txt");
    expect(response?.headers.get("content-length")).toBe("0");
    expect(await response?.text()).toBe("");
  });

  test("ignores the query", () => {
    expect(respond("/static/app.css?v=1")?.status).toBe(200);
  });

  test.each(["/static/fonts/a%20b+ü.woff2", "/static/fonts/a%20b%2B%C3%BC.woff2"])("finds %s", (path) => {
    expect(respond(path)?.status).toBe(200);
  });

  test.each([
    "/",
    "/static",
    "/static/",
    "/static/fonts",
    "/static/fonts/",
    "/app.css",
    "/static/APP.CSS",
    "/static/app.00000000.css",
    "/static//app.css",
    "/static/.env",
    "/static/%2eenv",
    "/static/../secret.txt",
    "/static/..%2fsecret.txt",
    "/static/%2e%2e/secret.txt",
    "/static/%2e%2e%2fsecret.txt",
    "/static/..%5csecret.txt",
    "/static/%252e%252e/secret.txt",
    "/static/fonts/../../secret.txt",
    "/static//etc/passwd",
    "/static/%00",
    "/static/app.css%00.txt",
    "/static/%E0%A4%A",
    "/static/__proto__",
    "/static/constructor",
  ])("has no answer to %s", (path) => {
    expect(respond(path)).toBeUndefined();
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS"])("has no answer to %s", (method) => {
    expect(respond("/static/app.css", { method })).toBeUndefined();
  });
});

describe("staticFiles", () => {
  test.each([
    ["/static/", "/static/app.css"],
    ["/static", "/static/app.css"],
    ["assets/v1", "/assets/v1/app.css"],
    ["/", "/app.css"],
    ["", "/app.css"],
  ])("serves under the prefix %j", (prefix, path) => {
    const served = staticFiles(prefix, join(parent, "public"));
    expect(served.respond(new Request(`http://app.test${path}`))?.status).toBe(200);
    expect(served.respond(new Request(`http://app.test${served.url("app.css")}`))?.status).toBe(200);
  });

  test("says which folder is missing", () => {
    expect(() => staticFiles("/static/", join(parent, "nowhere"))).toThrow(/^LV-STATIC-FOLDER: .*nowhere/);
  });
});
