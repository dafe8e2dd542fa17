import { describe, expect, test } from "vitest";
import { diffHtml } from "../../diff/diff-html.ts";
import { attributeText } from "../attribute-source.ts";
import { html } from "../html.ts";
import { toHtml } from "../to-html.ts";
import { DjangoTemplates } from "./django-templates.ts";

const templates = new DjangoTemplates();
const shown = (template: string, context: object = {}) =>
  toHtml(templates.fromString(template).render(context));

/** What is sent to a browser that shows the first context when the second one is rendered. */
function patch(template: string, before: object, after: object): unknown {
  const compiled = templates.fromString(template);
  const first = compiled.render(before);
  toHtml(first);
  return diffHtml(first, compiled.render(after))?.patch;
}

describe("the same objects as the html tag", () => {
  test("marks the same places", () => {
    const written = shown("<p class='a {{ b }}'>{{ c }}</p>x {{ d }}", { b: 1, c: 2, d: 3 });
    expect(written).toBe(toHtml(html`<p class='a ${1}'>${2}</p>x ${3}`));
  });

  test("a list with a key holds single elements without comments", () => {
    const template = "<ul>{% for x in l key=x.id %}\n  <li>{{ x.t }}</li>\n{% endfor %}</ul>";
    expect(shown(template, { l: [{ id: 1, t: "a" }] })).toBe("<ul lv><li lv>a</li></ul>");
  });
});

describe("changes", () => {
  test("nothing is sent when nothing changed", () => {
    const template =
      "<h1>{{ t }}</h1>{% if a %}<p>{{ a }}</p>{% endif %}{% for x in l %}<i>{{ x }}</i>{% endfor %}";
    const context = { t: "T", a: 1, l: [1, 2] };
    expect(patch(template, context, { ...context, l: [1, 2] })).toBeUndefined();
  });

  test.each([
    ["<h1>{{ a }}</h1><p>{{ b }}</p>", { a: 1, b: 1 }, { a: 1, b: 2 }, [1, "2"]],
    ["<p>{% if a %}<b>{{ b }}</b>{% endif %}</p>", { a: 1, b: 1 }, { a: 1, b: 2 }, [0, ["in", [0, "2"]]]],
    ["<p class='x {% if a %}y{% endif %}'></p>", { a: 1 }, { a: 0 }, [0, { class: "x " }]],
    ["<p {% if a %}hidden{% endif %}></p>", { a: 1 }, { a: 0 }, [0, { hidden: null }]],
    ["<p>{% if a %}yes{% else %}no{% endif %}</p>", { a: 1 }, { a: 0 }, [0, "no"]],
  ])("%s sends only what changed", (template, before, after, expected) => {
    const sent = JSON.stringify(patch(template, before, after));
    const inside = JSON.stringify(
      patch("<p>{% if a %}<b>{{ b }}</b>{% endif %}</p>", { a: 1, b: 1 }, { a: 1, b: 2 }),
    );
    expect(sent).toBe(JSON.stringify(expected).replace('"in"', inside.slice(4, inside.indexOf(",", 4))));
  });

  test("a moved item of a list with keys is moved, not written again", () => {
    const template = "<ul>{% for x in l key=x.id %}<li>{{ x.id }}</li>{% endfor %}</ul>";
    const [a, b, c] = [{ id: "a" }, { id: "b" }, { id: "c" }];
    const sent = JSON.stringify(patch(template, { l: [a, b, c] }, { l: [c, a, b] }));
    expect(sent).not.toContain("<li");
  });

  test("a key that stands twice is refused", () => {
    expect(() => shown("<ul>{% for x in l key=x %}<li>{{ x }}</li>{% endfor %}</ul>", { l: [1, 1] })).toThrow(
      "LV-TEMPLATE-KEY",
    );
  });
});

describe("attributes", () => {
  test.each([
    ["<input {% if a %}checked{% endif %}>", { a: 1 }, '<input lv=e checked="">'],
    ["<input {% if a %}checked{% endif %}>", {}, "<input lv=e>"],
    ["<option{% if a %} selected{% endif %}></option>", { a: 1 }, '<option lv=e selected=""></option>'],
    [
      "<p {% if a %}class='x {{ a }}' id=y{% else %}class=z{% endif %}></p>",
      { a: 1 },
      '<p lv=e class="x 1" id="y"></p>',
    ],
    ["<p {% if a %}class='x {{ a }}' id=y{% else %}class=z{% endif %}></p>", {}, '<p lv=e class="z"></p>'],
    [
      "<p {% if a %}{% if b %}b='{{ b }}'{% endif %} a{% endif %}></p>",
      { a: 1, b: 2 },
      '<p lv=e b="2" a=""></p>',
    ],
    ["<p {% with b=a %}title='{{ b }}'{% endwith %}></p>", { a: 1 }, '<p lv=e title="1"></p>'],
    ["<p class='{% for x in a %}c{{ x }} {% endfor %}'></p>", { a: [1, 2] }, '<p lv=e class="c1 c2 "></p>'],
    ["<p title='{{ a }}'></p>", { a: true }, '<p lv=e title="True"></p>'],
    ["<svg>{% if a %}<path d='x'/>{% endif %}</svg>", { a: 1 }, '<svg lv><path lv=e d="x"></path></svg>'],
  ])("%s with %j", (template, context, output) => {
    expect(shown(template, context)).toBe(output);
  });

  test("take events of the view", () => {
    class Remove {
      [attributeText]() {
        return "remove";
      }
    }
    const remove = new Remove();
    const template =
      "<a live-click='{{ remove }}'></a><a {% if remove %}live-click='{{ remove }}'{% endif %}></a>";
    expect(shown(template, { remove })).toBe(
      '<a lv=e live-click="remove"></a><a lv=e live-click="remove"></a>',
    );
  });
});
