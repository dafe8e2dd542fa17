import { describe, expect, test } from "vitest";
import { diffHtml } from "../diff/diff-html.ts";
import { each } from "./each.ts";
import { type Html, html, type TemplateValue } from "./html.ts";
import { rootNesting } from "./nesting.ts";
import { stream } from "./stream.ts";
import { toHtml } from "./to-html.ts";

const rendered = (view: Html) => toHtml(view, rootNesting);

const div = () => html`<div>x</div>`;
const row = (id: number) => html`<tr><td>${id}</td></tr>`;
const ids = [1, 2];

const tuples: [
  string,
  (value: TemplateValue) => Html,
  stays: () => TemplateValue,
  not: () => TemplateValue,
  string,
][] = [
  [
    "a paragraph",
    (value) => html`<p>${value}</p>`,
    () => html`<b>x</b>`,
    div,
    "<div> cannot stay inside <p>",
  ],
  [
    "text in a paragraph",
    (value) => html`<p>a <b>${value}</b></p>`,
    () => html`<i>x</i>`,
    div,
    "<div> cannot stay inside <p>",
  ],
  [
    "a template in a paragraph",
    (value) => html`<p>${html`<b>${html`${value}`}</b>`}</p>`,
    () => "x",
    div,
    "<div> cannot stay inside <p>",
  ],
  [
    "a paragraph, further inside",
    (value) => html`<p>${value}</p>`,
    () => html`<span>x</span>`,
    () => html`x <span>${div()}</span>`,
    "<div> cannot stay inside <p>",
  ],
  [
    "a list in a paragraph",
    (value) => html`<p>${value}</p>`,
    () => [html`<b>x</b>`],
    () => ["x", div()],
    "<div> cannot stay inside <p>",
  ],
  [
    "a form",
    (value) => html`<form><div>${value}</div></form>`,
    div,
    () => html`<section><form></form></section>`,
    "<form> cannot stay inside <form>",
  ],
  [
    "a link",
    (value) => html`<a href="/">${value}</a>`,
    () => html`<b>x</b>`,
    () => html`<b><a>x</a></b>`,
    "<a> cannot stay inside <a>",
  ],
  [
    "a button",
    (value) => html`<button>${value}</button>`,
    () => "x",
    () => html`<button>x</button>`,
    "<button> cannot stay inside <button>",
  ],
  [
    "an item",
    (value) => html`<ul><li>${value}</li></ul>`,
    () => html`<ul><li>x</li></ul>`,
    () => html`<li>x</li>`,
    "<li> cannot stay inside <li>",
  ],
  [
    "an option",
    (value) => html`<select><option>${value}</option></select>`,
    () => "x",
    () => html`<option>x</option>`,
    "<option> cannot stay inside <option>",
  ],
  [
    "a table",
    (value) => html`<table>${value}</table>`,
    () => html`<tbody>${each(ids, row)}</tbody>`,
    () => each(ids, row),
    "<tr> cannot stay right inside <table>",
  ],
  [
    "a table with a head",
    (value) => html`<table><thead></thead>${value}</table>`,
    () => html`<tbody></tbody>`,
    () => row(1),
    "<tr> cannot stay right inside <table>",
  ],
  [
    "a table after a row",
    (value) => html`<table><tr></tr>${value}</table>`,
    () => each(ids, row),
    () => html`<td>x</td>`,
    "<td> cannot stay right inside <thead>, <tbody> or <tfoot>",
  ],
  [
    "a table's body",
    (value) => html`<table><tbody>${value}</tbody></table>`,
    () => each(ids, row),
    () => div(),
    "<div> cannot stay right inside <thead>, <tbody> or <tfoot>",
  ],
  [
    "a row",
    (value) => html`<table><tbody><tr>${value}</tr></tbody></table>`,
    () => html`<td>x</td><td>y</td>`,
    () => html`x`,
    "Text cannot stay right inside <tr>",
  ],
  [
    "a division",
    (value) => html`<div>${value}</div>`,
    div,
    () => html`<td>x</td>`,
    "<td> cannot stay outside of its place in a <table>",
  ],
  [
    "a view",
    (value) => html`${value}`,
    div,
    () => row(1),
    "<tr> cannot stay outside of its place in a <table>",
  ],
  [
    "a drawing",
    (value) => html`<svg>${value}</svg>`,
    () => html`<g></g>`,
    div,
    "<div> cannot stay inside <svg> or <math>",
  ],
];

/** Each with something that stays there, and something that does not. */
const places = tuples.map(([into, place, stays, not, message]) => ({ into, place, stays, not, message }));

describe("what a value brings", () => {
  test.each(places)("into $into is refused when it is rendered", ({ place, stays, not, message }) => {
    expect(() => rendered(place(stays()))).not.toThrow();
    expect(() => rendered(place(not()))).toThrow(`LV-TEMPLATE-SYNTAX: ${message} at `);
  });

  test.each(places)("into $into is refused when it changes", ({ place, stays, not, message }) => {
    const view = place(stays());
    rendered(view);
    expect(() => diffHtml(view, place(not()), rootNesting)).toThrow(`LV-TEMPLATE-SYNTAX: ${message} at `);
  });

  test("is refused in new rows of a list", () => {
    const view = (count: number) =>
      html`<p>${each(
        Array.from({ length: count }, (_, id) => id),
        (id) => id,
        (id) => (id < 2 ? html`<b>${id}</b>` : div()),
      )}</p>`;
    const first = view(2);
    rendered(first);
    expect(() => diffHtml(first, view(3), rootNesting)).toThrow("<div> cannot stay inside <p>");
  });

  test("is refused in new rows of a stream", () => {
    const list = stream({ key: (id: number) => id });
    const view = () => html`<table>${each(list, row)}</table>`;
    const first = view();
    rendered(first);
    list.append(1);
    expect(() => diffHtml(first, view(), rootNesting)).toThrow("<tr> cannot stay right inside <table>");
  });
});

describe("text where only elements can be", () => {
  const view = (value: TemplateValue) => html`<table><tbody>${value}</tbody></table>`;

  test.each([0, "x", 1n, [html`<tr></tr>`, "x"]])("is refused: %s", (value) => {
    const message = /^LV-TEMPLATE-VALUE: Cannot render the text ".*" right inside <thead>/;
    expect(() => rendered(view(value))).toThrow(message);
    const first = view(html`<tr></tr>`);
    rendered(first);
    expect(() => diffHtml(first, view(value), rootNesting)).toThrow(message);
  });

  test.each([null, false, "", " \n"])("is fine when it is blank: %j", (value) => {
    expect(() => rendered(view(value))).not.toThrow();
  });
});
