import { expect, test } from "vitest";
import { classes } from "./classes.ts";
import { html } from "./html.ts";
import { toHtml } from "./to-html.ts";

test.each([
  ["names", classes("a b", "c"), ' class="a b c"'],
  ["a map", classes({ a: true, b: 0, c: "yes" }), ' class="a c"'],
  ["what is left of conditions", classes("a", false, null, undefined, ""), ' class="a"'],
  ["nothing, by leaving the attribute out", classes({ a: false }), ""],
  ["hostile names, escaped", classes('"><script>'), ' class="&quot;&gt;&lt;script&gt;"'],
])("writes %s", (_, value, expected) => {
  expect(toHtml(html`<p class=${value}></p>`)).toBe(`<p lv=e${expected}></p>`);
});

test("can be a piece of an attribute", () => {
  expect(toHtml(html`<p class="row ${classes({ on: true })}"></p>`)).toBe('<p lv=e class="row on"></p>');
});
