import { describe, expect, test } from "vitest";
import { html } from "./html.ts";
import { type StyleMap, styles } from "./styles.ts";
import { toHtml } from "./to-html.ts";

const written = (map: StyleMap) =>
  toHtml(html`<p style=${styles(map)}></p>`).replace(/^<p lv=e|><\/p>$/g, "");

describe("a map of styles", () => {
  test.each<[string, StyleMap, string]>([
    ["properties", { width: "40%", color: "red" }, ' style="width: 40%; color: red"'],
    [
      "the other spelling",
      { backgroundColor: "red", WebkitAppearance: "none" },
      ' style="background-color: red; -webkit-appearance: none"',
    ],
    ["custom properties", { "--Depth": 2 }, ' style="--Depth: 2"'],
    [
      "what is left of conditions",
      { width: null, color: undefined, top: false, left: 0 },
      ' style="left: 0"',
    ],
    ["functions", { width: "calc(100% - var(--x, 2px))" }, ' style="width: calc(100% - var(--x, 2px))"'],
    ["addresses in quotes", { background: "url('/a;b.png')" }, ` style="background: url('/a;b.png')"`],
    ["nothing, by leaving the attribute out", {}, ""],
  ])("writes %s", (_, map, expected) => {
    expect(written(map)).toBe(expected);
  });

  test.each(["red; position: fixed", "red}", "{", "a/*", "url(", '"', "'", "\\", "a(b;c)", "((()))"])(
    "leaves out a value that is more or less than one: %s",
    (value) => {
      expect(written({ color: value, top: 0 })).toBe(' style="top: 0"');
    },
  );

  test.each(["color:red;x", "a b", "", "<", "--a:b"])("leaves out what is no property: %s", (property) => {
    expect(written({ [property]: "x" })).toBe("");
  });
});

test("a piece of a style attribute cannot begin another declaration", () => {
  expect(toHtml(html`<p style="width: ${"1px; position: fixed"}; top: ${2}px"></p>`)).toBe(
    '<p lv=e style="width: ; top: 2px"></p>',
  );
});
