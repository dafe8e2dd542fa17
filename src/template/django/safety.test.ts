import { describe, expect, test } from "vitest";
import { html } from "../html.ts";
import { raw } from "../raw.ts";
import { toHtml } from "../to-html.ts";
import { DjangoTemplates } from "./django-templates.ts";

const templates = new DjangoTemplates();
const shown = (template: string, context: object) => toHtml(templates.fromString(template).render(context));
const evil = '"><script>alert(1)</script>';

describe("escaping belongs to the place", () => {
  test.each([
    ["<p>{{ x }}</p>", '<p lv>"&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
    ["<p title='{{ x }}'></p>", '<p lv=e title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"></p>'],
    ["<p title='{{ x|safe }}'></p>", '<p lv=e title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"></p>'],
    [
      "<p title='{% autoescape off %}{{ x }}{% endautoescape %}'></p>",
      '<p lv=e title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"></p>',
    ],
    [
      "<p title='a {% if x %}{{ x|safe }}{% endif %}'></p>",
      '<p lv=e title="a &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"></p>',
    ],
    [
      "<textarea>{{ x|safe }}</textarea>",
      '<textarea lv=e>"&gt;&lt;script&gt;alert(1)&lt;/script&gt;</textarea>',
    ],
    [
      "<p {% if x %}title='{{ x|safe }}'{% endif %}></p>",
      '<p lv=e title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"></p>',
    ],
  ])("%s", (template, output) => {
    expect(shown(template, { x: evil })).toBe(output);
  });

  test("HTML marked safe says in an attribute what it says between tags", () => {
    expect(shown("<p title='{{ x }} {{ y|escape }} &lt;'></p>", { x: raw("a &amp; b"), y: "<" })).toBe(
      '<p lv=e title="a &amp; b &lt; &lt;"></p>',
    );
  });

  test.each(["javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x"])(
    "never links to %j",
    (x) => {
      expect(shown("<a href='{{ x }}'></a><a {% if x %}href='{{ x }}'{% endif %}></a>", { x })).toBe(
        '<a lv=e href="about:invalid#refused"></a><a lv=e href="about:invalid#refused"></a>',
      );
    },
  );
});

describe("lookups", () => {
  class Base {
    inherited = 1;
    get accessor() {
      return 2;
    }
    method() {
      return this.inherited + 2;
    }
    needs(value: unknown) {
      return value;
    }
  }
  class Thing extends Base {}
  const deletes = Object.assign(() => "called", { alters_data: true });

  test.each([
    ["inherited", "1"],
    ["accessor", "2"],
    ["method", "3"],
    ["needs", ""],
    ["constructor", ""],
    ["constructor.name", ""],
    ["__proto__", undefined],
    ["prototype", ""],
    ["toString", ""],
    ["hasOwnProperty", ""],
    ["valueOf", ""],
    ["method.constructor", ""],
    ["method.call", ""],
  ])("thing.%s", (path, output) => {
    const render = () => shown(`<p>{{ thing.${path} }}</p>`, { thing: new Thing() });
    if (output === undefined) expect(render).toThrow("starts with an underscore");
    else expect(render()).toBe(`<p lv>${output}</p>`);
  });

  test.each([
    "list.pop",
    "list.push",
    "list.constructor",
    "map.clear",
    "set.clear",
    "text.constructor",
    "text.link",
    "Thing",
    "deletes",
  ])("%s cannot be reached", (path) => {
    const context = { list: [1], map: new Map([["a", 1]]), set: new Set([1]), text: "t", Thing, deletes };
    expect(shown(`<p>{{ ${path} }}</p>`, context)).toBe("<p lv></p>");
    expect([context.list, context.map.size, context.set.size]).toEqual([[1], 1, 1]);
  });

  test("reads Maps, Sets and functions of the context", () => {
    const context = {
      map: new Map<unknown, unknown>([
        ["a", 1],
        [2, "b"],
      ]),
      set: new Set(["x", "y"]),
      call: () => ({ n: 5 }),
    };
    const template =
      "{{ map.a }}{{ map.2 }}{% for k, v in map.items %}{{ k }}={{ v }};{% endfor %}{{ set|join:'+' }}{{ call.n }}";
    expect(shown(`<p title="${template}"></p>`, context)).toBe('<p lv=e title="1ba=1;2=b;x+y5"></p>');
  });

  test.each(["dictsort:'constructor'", "dictsort:'a._b'", "dictsort:'__proto__'"])(
    "%s cannot reach them either",
    (filter) => {
      expect(shown(`<p>{{ list|${filter} }}</p>`, { list: [{}, {}] })).toBe("<p lv></p>");
    },
  );
});

test("shows templates and lists that the view made", () => {
  expect(shown("<p>{{ part }}</p>", { part: html`<b>${"<"}</b>` })).toBe("<p lv><b lv>&lt;</b></p>");
});
