import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { errorCatalogue, InvalidParams, LiveloomError, PermissionDenied } from "./errors.ts";

const codes = Object.entries(errorCatalogue).map(([code, { status }]) => `${code} ${status}`);
const docs = readFileSync("docs/errors.md", "utf8");

test("the documentation has exactly the codes of the catalogue, with their status", () => {
  const documented = [...docs.matchAll(/^## (\S+)\n\nStatus (\d+)\. \S/gm)].map(
    ([, code, status]) => `${code} ${status}`,
  );
  expect(documented).toEqual(codes);
  expect(docs.match(/^## /gm)).toHaveLength(codes.length);
});

test("every code is used, so that none is promised that never comes", () => {
  const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && name !== "shared/wire.ts")
    .map((name) => readFileSync(`src/${name}`, "utf8"))
    .join("\n");
  const uses = (code: string) => sources.split(`"${code}"`).length - 1;
  expect(Object.keys(errorCatalogue).filter((code) => uses(code) < 2)).toEqual([]);
});

test("an error has its code, its status, and a message with the values filled in", () => {
  const error = new LiveloomError("LV-LISTEN", { host: "localhost", port: 80, reason: "no" });
  expect([error.code, error.status, error.message]).toEqual([
    "LV-LISTEN",
    500,
    "LV-LISTEN: Cannot listen on localhost:80: no",
  ]);
});

test("values are filled in as they are, even when they look like placeholders", () => {
  const error = new LiveloomError("LV-LISTEN", { host: "{port}", port: 80, reason: "$&" });
  expect(error.message).toBe("LV-LISTEN: Cannot listen on {port}:80: $&");
});

test("errors with a class of their own are LiveloomErrors too", () => {
  expect(new PermissionDenied()).toMatchObject({
    name: "PermissionDenied",
    code: "LV-PERMISSION-DENIED",
    status: 403,
  });
  expect(new InvalidParams(["a", "b"])).toMatchObject({
    issues: ["a", "b"],
    code: "LV-PARAMS-INVALID",
    status: 400,
  });
});
