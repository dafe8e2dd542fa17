import { expect, test } from "vitest";
import { component } from "../live/components/component.ts";
import { LiveComponent } from "../live/components/live-component.ts";
import { each } from "./each.ts";
import { html } from "./html.ts";
import { raw } from "./raw.ts";
import { toHtml, toPlainHtml } from "./to-html.ts";

const rows = (names: string[]) =>
  html`<ul>${each(
    names,
    (name) => name,
    (name) => html`<li>${name}</li>`,
  )}</ul>`;

test.each([
  ["a value that is all of its element", html`<p>${"Ada"}</p>`, "<p>Ada</p>"],
  ["a changing attribute", html`<p class=${"new"} id="a">Hello</p>`, '<p class="new" id="a">Hello</p>'],
  ["a value among others", html`<p>Hello ${"Ada"}!</p>`, "<p>Hello Ada!</p>"],
  ["rows of a table", html`<tr><td>${1}</td><td>${2}</td></tr>`, "<tr><td>1</td><td>2</td></tr>"],
  ["a list", rows(["a", "b"]), "<ul><li>a</li><li>b</li></ul>"],
  [
    "rows of several elements",
    html`${["a", "b"].map((name) => html`<dt>${name}</dt><dd></dd>`)}`,
    "<dt>a</dt><dd></dd><dt>b</dt><dd></dd>",
  ],
  ["a text area", html`<textarea name="text">${"a"}</textarea>`, '<textarea name="text">a</textarea>'],
  [
    "text that looks like marks",
    html`<p title=${"<i lv>"}>${"<b lv=e> <!--[-->"}</p>`,
    '<p title="&lt;i lv&gt;">&lt;b lv=e&gt; &lt;!--[--&gt;</p>',
  ],
  ["HTML of others", html`<div>${raw("<!--[--><i lv></i>")}</div>`, "<div><!--[--><i lv></i></div>"],
])("writes no marks for %s", (_what, given, expected) => {
  expect(toPlainHtml(given)).toBe(expected);
});

test("marks are written again afterwards, even after a mistake", () => {
  expect(() => toPlainHtml(html`<p>${{} as never}</p>`)).toThrow("LV-TEMPLATE-VALUE");
  expect(toHtml(html`<p>${"Ada"}</p>`)).toBe("<p lv>Ada</p>");
});

test("a component cannot stand in it", () => {
  class Card extends LiveComponent {
    override render() {
      return html`<p></p>`;
    }
  }
  expect(() => toPlainHtml(html`<div>${component(Card, {})}</div>`)).toThrow("LV-COMPONENT-PLACE");
});
