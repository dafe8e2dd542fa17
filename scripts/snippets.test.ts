import { expect, test } from "vitest";
import { staleSnippets } from "./snippets.ts";

test("the documentation shows the examples as they are (`npm run docs` brings it up to date)", () => {
  expect(staleSnippets()).toEqual([]);
});
