import { expect, test } from "vitest";
import type { Update } from "../shared/wire.ts";
import { applyUpdates } from "./apply-updates.ts";

const page = `<!doctype html><html><head><title>First</title><script>"<p id=a>"</script></head><body>
<!-- <p id="a"> --><div class="list big" id="a"><div>1</div></div><p id=b title="<p id='a'>">2</p><hr id="c"><textarea id="t"><p id="x"></textarea></body></html>`;

const changed = (...updates: Update[]) => applyUpdates(page, updates);
const of = (html: string) => html.replace(/^[\s\S]*?-->|<textarea[\s\S]*$/g, "");

test.each<[string, Update, string]>([
  [
    "content",
    [0, "#a", "x"],
    `<div class="list big" id="a">x</div><p id=b title="<p id='a'>">2</p><hr id="c">`,
  ],
  ["an element", [1, "#a", "x"], `x<p id=b title="<p id='a'>">2</p><hr id="c">`],
  [
    "an end",
    [2, "div.big", "x"],
    `<div class="list big" id="a"><div>1</div>x</div><p id=b title="<p id='a'>">2</p><hr id="c">`,
  ],
  [
    "a beginning",
    [3, ".list", "x"],
    `<div class="list big" id="a">x<div>1</div></div><p id=b title="<p id='a'>">2</p><hr id="c">`,
  ],
  [
    "before",
    [4, "#b", "x"],
    `<div class="list big" id="a"><div>1</div></div>x<p id=b title="<p id='a'>">2</p><hr id="c">`,
  ],
  [
    "after",
    [5, "#c", "x"],
    `<div class="list big" id="a"><div>1</div></div><p id=b title="<p id='a'>">2</p><hr id="c">x`,
  ],
  ["what goes", [6, "[title]"], `<div class="list big" id="a"><div>1</div></div><hr id="c">`],
  [
    "what stays the same",
    [7, "p#b", "3"],
    `<div class="list big" id="a"><div>1</div></div><p id=b title="<p id='a'>">3</p><hr id="c">`,
  ],
])("puts %s where the browser would", (_what, update, expected) => {
  expect(of(changed(update))).toBe(expected);
});

test("sets the title, as text", () => {
  expect(changed([9, "<b>"])).toContain("<title>&lt;b&gt;</title>");
});

test("knows elements whose content is text", () => {
  expect(changed([0, "#t", "y"])).toContain('<textarea id="t">y</textarea>');
});

test.each<Update>([
  [0, "#x", "y"],
  [0, "body > p", "y"],
  [0, "p:first-child", "y"],
  [0, "", "y"],
  [10, ""],
  [11, "#a"],
  [12, "#a", "done", null],
])("leaves alone what it cannot find or show: %j", (...update) => {
  expect(changed(update as Update)).toBe(page);
});

test("does several in order", () => {
  expect(of(changed([0, "#a", "x"], [2, "#a", "y"]))).toContain('id="a">xy</div>');
});
