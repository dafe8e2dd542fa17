import { describe, expect, test } from "vitest";
import { type Html, html } from "./html.ts";

describe("elements in one template", () => {
  test.each<[string, () => Html, string]>([
    ["a block in a paragraph", () => html`<p><b><div></div></b></p>`, "<div> cannot stay inside <p> at"],
    ["a link in a link", () => html`<a><span><a></a></span></a>`, "<a> cannot stay inside <a> at"],
    [
      "a form in a form",
      () => html`<form><table><tbody><tr><td><form></form></td></tr></tbody></table></form>`,
      "<form> cannot stay inside <form> at",
    ],
    [
      "an item in an item",
      () => html`<ul><li><div><li></li></div></li></ul>`,
      "<li> cannot stay inside <li> at",
    ],
    [
      "a cell without a row",
      () => html`<table><tbody><td></td></tbody></table>`,
      "<td> cannot stay right inside <thead>, <tbody> or <tfoot> at",
    ],
    [
      "a row without a table",
      () => html`<div><tr></tr></div>`,
      "<tr> cannot stay outside of its place in a <table> at",
    ],
    ["a void element", () => html`<p><hr></p>`, "<hr> cannot stay inside <p> at"],
    [
      "text between rows",
      () => html`<table><tbody> x <tr></tr></tbody></table>`,
      "Text cannot stay right inside <thead>",
    ],
    ["upper case", () => html`<P><DIV></DIV></P>`, "<DIV> cannot stay inside <p> at"],
  ])("%s is refused", (_, template, message) => {
    expect(template).toThrow(`LV-TEMPLATE-SYNTAX: ${message}`);
  });

  test("the message has the line and what to write", () => {
    expect(
      () => html`
      <p>
        <section></section>
      </p>`,
    ).toThrow(
      /^LV-TEMPLATE-SYNTAX: <section> cannot stay inside <p> at .*nesting-reader\.test\.ts:\d+\. Write <div> instead of <p>\.$/,
    );
  });

  test.each<[string, () => Html]>([
    [
      "blocks in what keeps a paragraph open",
      () => html`<p><button><div></div></button><object><p></p></object></p>`,
    ],
    ["lists in lists", () => html`<ul><li><ul><li></li></ul></li></ul>`],
    [
      "a link in a cell in a link",
      () => html`<a><table><tbody><tr><td><a></a></td></tr></tbody></table></a>`,
    ],
    ["rows right in a table", () => html`<table><tr><td></td></tr> <tr></tr><tbody></tbody></table>`],
    [
      "every part of a table",
      () =>
        html`<table><caption></caption><colgroup><col></colgroup><thead><tr><th></th></tr></thead><tbody></tbody></table>`,
    ],
    ["anything in a template element", () => html`<template><tr></tr></template>`],
    ["HTML in SVG where it belongs", () => html`<svg><foreignObject><p></p></foreignObject></svg>`],
    [
      "a document",
      () => html`<!doctype html><html><head><title>x</title></head><body><p>x</p></body></html>`,
    ],
  ])("%s is fine", (_, template) => {
    expect(template).not.toThrow();
  });
});
