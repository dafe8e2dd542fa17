import { expect, test } from "vitest";
import { currentLink } from "./current-link.ts";

test.each([
  ["/teams/", "/teams/", "page"],
  ["/teams/", "/teams/3/", "true"],
  ["/teams/", "/teamsters/", null],
  ["/teams", "/teams/3/", null],
  ["/teams/3/", "/teams/", null],
  ["/", "/", "page"],
  ["/", "/teams/", null],
])("a link to %s at %s has %s", (link, path, current) => {
  expect(currentLink(link, path)).toBe(current);
});
