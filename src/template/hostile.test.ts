import { describe, expect, test } from "vitest";
import { diffHtml } from "../diff/diff-html.ts";
import { classes } from "./classes.ts";
import { type Html, html } from "./html.ts";
import { styles } from "./styles.ts";
import { toHtml } from "./to-html.ts";

const attacks = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `' onmouseover='alert(1)`,
  `</textarea></title></script></style><svg onload=alert(1)>`,
  `<!--[--><!--]-->--><!--]-->`,
  `--!><![CDATA[<b>]]>`,
  `&lt;b&gt;&#60;&amp;`,
  "${alert(1)} {{ alert }} <%= 1 %>",
  "\0<\0b\0>",
  "\r\n\r",
  "\ud800<\udc00",
  "\u2028<b>\u202e\ufeff",
  "<b>".repeat(350_000),
] as const;

/** As it must stand between tags. */
const inText = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;")
    .replaceAll("\0", "\ufffd");

const inAttribute = (text: string) => inText(text).replaceAll('"', "&quot;");

/** As the browser is told it by a patch. */
const shown = (text: string) => text.replaceAll("\0", "\ufffd");

function patch(view: (text: string) => Html, text: string) {
  const first = view("start");
  toHtml(first);
  return diffHtml(first, view(text))?.patch;
}

type Place = readonly [
  name: string,
  view: (text: string) => Html,
  html: (text: string) => string,
  patch: (text: string) => unknown,
];

const places: readonly Place[] = [
  ["text", (x) => html`<p>${x}</p>`, (x) => `<p lv>${inText(x)}</p>`, (x) => shown(x)],
  [
    "text beside other content",
    (x) => html`<b>a</b>${x}`,
    (x) => `<b>a</b><!--[-->${inText(x)}<!--]-->`,
    (x) => shown(x),
  ],
  [
    "an attribute",
    (x) => html`<p title=${x}></p>`,
    (x) => `<p lv=e title="${inAttribute(x)}"></p>`,
    (x) => ({ title: shown(x) }),
  ],
  [
    "pieces of an attribute",
    (x) => html`<p title='a "${x}" ${1}'></p>`,
    (x) => `<p lv=e title="a &quot;${inAttribute(x)}&quot; 1"></p>`,
    (x) => ({ title: `a "${shown(x)}" 1` }),
  ],
  [
    "an address after its start",
    (x) => html`<a href="/a?b=${x}">x</a>`,
    (x) => `<a lv=e href="/a?b=${inAttribute(x)}">x</a>`,
    (x) => ({ href: `/a?b=${shown(x)}` }),
  ],
  [
    "data as JSON",
    (x) => html`<p data-json=${JSON.stringify({ x })}></p>`,
    (x) => `<p lv=e data-json="${inAttribute(JSON.stringify({ x }))}"></p>`,
    (x) => ({ "data-json": JSON.stringify({ x }) }),
  ],
  [
    "a class",
    (x) => html`<p class=${classes("a", { [x]: true })}></p>`,
    (x) => `<p lv=e class="a ${inAttribute(x)}"></p>`,
    (x) => ({ class: `a ${shown(x)}` }),
  ],
  [
    "the text of a text area",
    (x) => html`<textarea>a ${x}</textarea>`,
    (x) => `<textarea lv=e>a ${inText(x)}</textarea>`,
    (x) => `a ${shown(x)}`,
  ],
  ["the title", (x) => html`<title>${x}</title>`, (x) => `<title lv=e>${inText(x)}</title>`, (x) => shown(x)],
  [
    "a field's value",
    (x) => html`<input value=${x}>`,
    (x) => `<input lv=e value="${inAttribute(x)}">`,
    (x) => ({ value: shown(x) }),
  ],
  [
    "an option",
    (x) => html`<select><option value=${x}>${x}</option></select>`,
    (x) => `<select lv=e><option lv value="${inAttribute(x)}">${inText(x)}</option></select>`,
    (x) => [{ value: shown(x) }, 1, shown(x)],
  ],
  [
    "a drawing",
    (x) => html`<svg><text>${x}</text></svg>`,
    (x) => `<svg lv=e><text lv>${inText(x)}</text></svg>`,
    (x) => shown(x),
  ],
  [
    "a drawing's title",
    (x) => html`<svg><title>${x}</title></svg>`,
    (x) => `<svg lv=e><title lv=e>${inText(x)}</title></svg>`,
    (x) => shown(x),
  ],
  [
    "a formula",
    (x) => html`<math><mtext>${x}</mtext></math>`,
    (x) => `<math lv=e><mtext lv>${inText(x)}</mtext></math>`,
    (x) => shown(x),
  ],
];

describe.each(places)("a hostile text in %s", (_, view, expectedHtml, expectedChange) => {
  test.each(attacks)("is only text: %#", (text) => {
    expect(toHtml(view(text)) === expectedHtml(text)).toBe(true);
    expect(patch(view, text)?.slice(1).flat()).toEqual([expectedChange(text)].flat());
  });
});

describe("a hostile address", () => {
  const link = (x: string) => html`<a href=${x}>x</a>`;
  const drawing = (x: string) => html`<svg><a xlink:href="${x}${""}"></a><use href=${x}></use></svg>`;
  const [a, tab] = ["javascript:alert(1)", "\t"];

  test.each([
    a,
    `\0${a}`,
    `\u0001 ${a}`,
    "java\rscript:alert(1)",
    `${tab}java${tab}script${tab}:alert(1)`,
    "JAVASCRIPT&colon;:alert(1)".replace("&colon;", ""),
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "vbscript:x",
    "file:///etc/passwd",
    `view-source:${a}`,
    `x:${"a".repeat(1_000_000)}`,
  ])("never gets into the page: %#", (url) => {
    const refused = "about:invalid#refused";
    expect(toHtml(link(url))).toBe(`<a lv=e href="${refused}">x</a>`);
    expect(patch(link, url)).toEqual([0, { href: refused }]);
    expect(patch(drawing, url)).toEqual([1, { "xlink:href": refused }, 2, { href: refused }]);
  });

  test("stays the text it is when it only looks like one", () => {
    expect(toHtml(link(`/${a}`))).toContain(`"/${a}"`);
    expect(toHtml(link(`?${a}`))).toContain(`"?${a}"`);
    expect(toHtml(link("&#106;avascript:alert(1)"))).toContain('"&amp;#106;avascript:alert(1)"');
  });
});

describe("a hostile style", () => {
  const piece = (x: string) => html`<p style="width: ${x}; top: 0"></p>`;
  const map = (x: string) => html`<p style=${styles({ width: x, top: 0 })}></p>`;

  test.each(["1px; background: url(//x)", "1px}", "1px/*", '"', "\\", "url(", "1px;", "a)b", "{", "\0;"])(
    "does not end its declaration: %j",
    (text) => {
      expect(toHtml(piece(text))).toBe('<p lv=e style="width: ; top: 0"></p>');
      expect(toHtml(map(text))).toBe('<p lv=e style="top: 0"></p>');
      expect(patch(piece, text)).toEqual([0, { style: "width: ; top: 0" }]);
      expect(patch(map, text)).toEqual([0, { style: "top: 0" }]);
    },
  );

  test("names no other property", () => {
    const named = (name: string) => html`<p style=${styles({ [name]: "1px", top: 0 })}></p>`;
    for (const name of ["a: b; width", "width;", "--x: 1; y", "on\nx", ""])
      expect(toHtml(named(name))).toBe('<p lv=e style="top: 0"></p>');
  });
});

describe("elements whose content is not HTML text", () => {
  const x = "x";
  test.each([
    ["script", () => html`<script>let a = "${x}"</script>`],
    ["a data block", () => html`<script type="application/json">${x}</script>`],
    ["style", () => html`<style>a { color: ${x} }</style>`],
    ["a drawing's script", () => html`<svg><script>${x}</script></svg>`],
    ["a drawing's style", () => html`<svg><STYLE>${x}</STYLE></svg>`],
    ["xmp", () => html`<xmp>${x}</xmp>`],
    ["iframe", () => html`<iframe>${x}</iframe>`],
    ["noscript", () => html`<noscript><p>${x}</p></noscript>`],
    ["noembed", () => html`<noembed>${x}</noembed>`],
    ["plaintext", () => html`<plaintext>${x}</plaintext>`],
    ["template", () => html`<template>${x}</template>`],
    ["a comment", () => html`<!-- ${x} -->`],
    ["a doctype", () => html`<!doctype ${x}>`],
    ["an animation", () => html`<svg><animate attributeName="href" to=${x}></animate></svg>`],
    ["a frame's document", () => html`<iframe srcdoc="<p>${x}</p>"></iframe>`],
    ["a handler", () => html`<p ONCLICK="f('${x}')"></p>`],
    ["a refresh", () => html`<meta http-equiv="refresh" content="0; ${x}">`],
  ])("take no value: %s", (_, view) => {
    expect(view).toThrow("LV-TEMPLATE-SYNTAX");
  });
});
