import { expect, test } from "vitest";
import { wantsPage } from "./wants-page.ts";

function asked(accept: string | undefined, method = "GET"): boolean {
  return wantsPage(
    new Request("http://localhost/", { method, headers: accept === undefined ? {} : { accept } }),
  );
}

test.each([
  undefined,
  "",
  "*/*",
  "text/*",
  "text/*;q=0.5, */*;q=0.1",
  "text/html",
  "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
  "application/json, text/html; q=0.5",
])("a request that accepts %s gets a page", (accept) => {
  expect([asked(accept), asked(accept, "HEAD")]).toEqual([true, true]);
});

test.each([
  "application/json",
  "application/json, text/plain, */*",
  "image/avif,image/webp,*/*;q=0.8",
  "text/event-stream",
])("a request that accepts %s gets none", (accept) => {
  expect(asked(accept)).toBe(false);
});

test.each([
  ["text/html,*/*", true],
  ["*/*", false],
  [undefined, false],
])("a POST that accepts %s gets a page: %s", (accept, isPage) => {
  expect(asked(accept, "POST")).toBe(isPage);
});
