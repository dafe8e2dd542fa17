import { describe, expect, test } from "vitest";
import { diffHtml } from "../diff/diff-html.ts";
import { attributeText } from "./attribute-source.ts";
import { each } from "./each.ts";
import { html } from "./html.ts";
import { raw } from "./raw.ts";
import { toHtml } from "./to-html.ts";
import { when } from "./when.ts";

const evil = `<img src=x onerror="alert(1)">&'"`;
const escapedText = `&lt;img src=x onerror="alert(1)"&gt;&amp;'"`;
const escapedAttribute = "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;'&quot;";

describe("values", () => {
  test("escapes text that is the whole content of an element", () => {
    expect(toHtml(html`<p>${evil}</p>`)).toBe(`<p lv>${escapedText}</p>`);
  });

  test("escapes text among other content and puts it between markers", () => {
    expect(toHtml(html`a ${evil} b`)).toBe(`a <!--[-->${escapedText}<!--]--> b`);
  });

  test("escapes an attribute whatever quotes the template uses", () => {
    const expected = `<p lv=e title="${escapedAttribute}"></p>`;
    expect(toHtml(html`<p title="${evil}"></p>`)).toBe(expected);
    expect(toHtml(html`<p title='${evil}'></p>`)).toBe(expected);
    expect(toHtml(html`<p title=${evil}></p>`)).toBe(expected);
  });

  test("escapes the pieces of an attribute", () => {
    expect(toHtml(html`<p class="a ${evil} b ${1}"></p>`)).toBe(
      `<p lv=e class="a ${escapedAttribute} b 1"></p>`,
    );
  });

  test("escapes the text of title and textarea, which know no markers", () => {
    expect(toHtml(html`<title>${evil} - ${"x"}</title>`)).toBe(`<title lv=e>${escapedText} - x</title>`);
  });

  test("keeps a line break at the start of a textarea", () => {
    expect(toHtml(html`<textarea>${"\na"}</textarea>`)).toBe("<textarea lv=e>\n\na</textarea>");
  });

  test.each([null, undefined, false, true, ""])("renders nothing for %s between tags", (value) => {
    expect(toHtml(html`<p>${value}</p>`)).toBe("<p lv></p>");
  });

  test.each([null, undefined, false])("leaves the attribute out for %s", (value) => {
    expect(toHtml(html`<button disabled=${value}></button>`)).toBe("<button lv=e></button>");
  });

  test("writes true as a bare attribute, and as a word where words are expected", () => {
    expect(toHtml(html`<p hidden=${true} aria-busy=${true} data-x=${false}></p>`)).toBe(
      '<p lv=e hidden="" aria-busy="true" data-x="false"></p>',
    );
  });

  test("renders numbers, bigints, templates, raw HTML and nested arrays", () => {
    const list = ["<", 1, 2n, html`<i>x</i>`, raw("<b>y</b>"), ["z"]];
    const text = toHtml(html`<p>${list}</p>`).replaceAll(/<!--[[\]]-->/g, "");
    expect(text).toBe("<p lv>&lt;12<i lv=e>x</i><b>y</b>z</p>");
  });

  test("takes an attribute's text from objects that know it", () => {
    expect(toHtml(html`<p live-click=${{ [attributeText]: () => "save" }}></p>`)).toBe(
      '<p lv=e live-click="save"></p>',
    );
  });

  test.each([
    ["a plain object", {}],
    ["a date", new Date(0)],
    ["a function", () => "x"],
    ["a symbol", Symbol("x")],
    ["what looks like a template", { template: {}, values: [] }],
  ])("refuses %s", (_, value) => {
    const hole = value as unknown as string;
    expect(() => toHtml(html`<p>${hole}</p>`)).toThrow("LV-TEMPLATE-VALUE");
    expect(() => toHtml(html`<p title=${hole}></p>`)).toThrow("LV-TEMPLATE-VALUE");
  });
});

describe("addresses", () => {
  test.each([
    "/teams/1/?a=b#c",
    "https://example.com",
    "//example.com/x",
    "mailto:a@example.com",
    "tel:1",
    "#top",
    "x:y".slice(1),
    "a/b:c",
  ])("renders %s", (url) => {
    expect(toHtml(html`<a href=${url}></a>`)).toBe(`<a lv=e href="${url}"></a>`);
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " \u0001javascript:alert(1)",
    "java\nscript:alert(1)",
    "\tjavascript\t:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "blob:https://example.com/x",
  ])("never renders %j", (url) => {
    expect(toHtml(html`<a href=${url}></a>`)).toContain('href="about:invalid#refused"');
    expect(toHtml(html`<a href="${url}"></a>`)).toContain('href="about:invalid#refused"');
  });

  test("checks an address that is put together from pieces as a whole", () => {
    expect(toHtml(html`<a href="${"java"}${"script:x"}"></a>`)).toContain('href="about:invalid#refused"');
    expect(toHtml(html`<a href="/a/${"javascript:x"}"></a>`)).toContain('href="/a/javascript:x"');
  });

  test("allows raster images as data addresses, and only as images", () => {
    expect(toHtml(html`<img src=${"data:image/png;base64,x"}>`)).toContain('src="data:image/png;base64,x"');
    expect(toHtml(html`<img src=${"data:image/svg+xml,x"}>`)).toContain("about:invalid");
    expect(toHtml(html`<a href=${"data:image/png,x"}></a>`)).toContain("about:invalid");
  });
});

describe("lists and conditions", () => {
  test("renders items that are one element without comments", () => {
    const list = each(
      ["a", "b"],
      (item) => item,
      (item) => html`<li>${item}</li>`,
    );
    expect(toHtml(html`<ul>${list}</ul>`)).toBe("<ul lv><li lv>a</li><li lv>b</li></ul>");
  });

  test("puts other items between comments", () => {
    const list = each([1], (item) => html`<dt>x</dt><dd>${item}</dd>`);
    expect(toHtml(html`<dl>${list}</dl>`)).toBe("<dl lv><!--[--><dt>x</dt><dd lv>1</dd><!--]--></dl>");
  });

  test("names a key that two items have", () => {
    const list = each(
      [1, 2, 1],
      (item) => item,
      () => html`<li></li>`,
    );
    expect(() => toHtml(html`<ul>${list}</ul>`)).toThrow('LV-TEMPLATE-KEY: each() got the key "1" twice');
  });

  test("calls only the branch that is shown", () => {
    const never = () => {
      throw new Error("called");
    };
    expect(toHtml(html`<p>${when(true, () => "yes", never)}${when(0, never)}</p>`)).toContain("yes");
  });
});

describe("static HTML", () => {
  test.each([
    ["comments are dropped", html`<p><!-- x --></p>`, "<p lv=e></p>"],
    ["void elements need no end", html`<br><input name="a">`, '<br><input name="a">'],
    [
      "foreign elements may close themselves",
      html`<svg><path d="M0"/></svg>`,
      '<svg lv=e><path d="M0"></path></svg>',
    ],
    [
      "scripts are left as they are",
      html`<script nonce=${"n"}>if (a < b) "</p>"</script>`,
      '<script lv=e nonce="n">if (a < b) "</p>"</script>',
    ],
    ["a lone < is text", html`a < b`, "a &lt; b"],
    ["doctype and upper case", html`<!doctype html><P>x</P>`, "<!doctype html><P>x</P>"],
  ])("%s", (_, template, expected) => {
    expect(toHtml(template)).toBe(expected);
  });
});

describe("templates that are refused", () => {
  const x = "x";
  test.each([
    ["a hole in a tag name", () => html`<${x}></div>`],
    ["a hole in a tag name's middle", () => html`<h${x}></h1>`],
    ["a hole in an attribute's place", () => html`<p ${x}></p>`],
    ["a hole in an attribute's name", () => html`<p data-${x}="1"></p>`],
    ["an unquoted mix", () => html`<p class=a${x}></p>`],
    ["a hole in on*", () => html`<p onclick=${x}></p>`],
    ["a hole in srcdoc", () => html`<iframe srcdoc=${x}></iframe>`],
    ["a hole in script", () => html`<script>${x}</script>`],
    ["a hole in style", () => html`<style>${x}</style>`],
    ["a hole in a comment", () => html`<!-- ${x} -->`],
    ["a hole in a template element", () => html`<template><p>${x}</p></template>`],
    ["a static active address before a hole", () => html`<a href="javascript:${x}">x</a>`],
    ["an element that is not closed", () => html`<p>${x}`],
    ["an end tag too many", () => html`</p>${x}`],
    ["elements closed in the wrong order", () => html`<b><i></b></i>${x}`],
    ["a div that closes itself", () => html`<div/>${x}`],
    ["one attribute twice", () => html`<p class="a" CLASS=${x}></p>`],
    ["the reserved attribute", () => html`<p lv=${x}></p>`],
    ["a tag without end", () => html`<p class="${x}"`],
    ["an end tag with a hole", () => html`<p></${x}>`],
  ])("%s", (_, template) => {
    expect(template).toThrow("LV-TEMPLATE-SYNTAX");
  });

  test("are named with file and line", () => {
    const template = () => html`
      <p>

      <b onclick=${x}></b></p>`;
    expect(template).toThrow(/Hole in "onclick" at .*html\.test\.ts:\d+\. Use live-click/);
  });
});

describe("an element that is left to the browser", () => {
  const view = (text: string, kind: string) =>
    html`<div live-ignore class=${kind}><p>${text}</p>${text}<b title=${text}></b></div><i>${text}</i>`;

  test("is rendered once, without places in it", () => {
    expect(toHtml(view("a", "k"))).toBe(
      '<div lv=e class="k" live-ignore="class"><p>a</p>a<b title="a"></b></div><i lv>a</i>',
    );
  });

  test("changes by its own attributes only", () => {
    const before = view("a", "k");
    toHtml(before);
    expect(diffHtml(before, view("b", "l"))?.patch).toEqual([0, { class: "l" }, 1, "b"]);
  });

  test("is so always or never", () => {
    expect(() => html`<div live-ignore=${true}></div>`).toThrow("LV-TEMPLATE-SYNTAX");
  });
});
