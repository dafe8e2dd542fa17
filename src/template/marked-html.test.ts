import { expect, test } from "vitest";
import { each } from "./each.ts";
import { type Html, html } from "./html.ts";
import { stream } from "./stream.ts";
import { toMarkedHtml } from "./to-html.ts";

const words = (length: number) => {
  const list = stream({ key: (word: string) => word });
  list.append(...["a", "b", "c"].slice(0, length));
  return list;
};

/** How many marks stand in HTML. */
const found = (text: string) => text.match(/<!--\[-->|<\w+ lv(?=[=> ])/g)?.length ?? 0;

test.each<[string, Html, number]>([
  ["static HTML", html`<p>a</p><p>b</p>`, 0],
  ["a single element", html`<p>a</p>`, 1],
  ["values among others and alone", html`<p>a ${1}</p><p>${2}</p>`, 2],
  ["an element with a value and an attribute", html`<p title=${1} class="a ${2} ${3}">${4}</p>`, 1],
  ["templates in templates", html`<p>${html`<b>${1}</b>`}</p>`, 2],
  ["a list of elements", html`<ul>${each([1, 2], (n) => html`<li>${n}</li>`)}</ul>`, 3],
  [
    "a list of several elements each",
    html`<dl>${each([1, 2], (n) => html`<dt>${n}</dt><dd>x</dd>`)}</dl>`,
    5,
  ],
  ["a stream", html`<ul>${each(words(3), (word) => html`<li>${word}</li>`)}</ul>`, 4],
])("the marks of %s are counted", (_, view, expected) => {
  const { html: text, marks } = toMarkedHtml(view);
  expect({ marks, found: found(text) }).toEqual({ marks: expected, found: expected });
});

test("marks in ignored elements do not count", () => {
  const view = html`<div live-ignore title=${1}>${html`<b>${1}</b>`} ${[1, html`<i>x</i>`]}</div><p>${2}</p>`;
  expect(toMarkedHtml(view).marks).toBe(2);
});

test("each rendering is counted by itself", () => {
  const view = () => html`<p>${1}</p>`;
  expect([toMarkedHtml(view()).marks, toMarkedHtml(view()).marks]).toEqual([1, 1]);
});
