// @vitest-environment happy-dom
import fc from "fast-check";
import { expect, test } from "vitest";
import { diffHtml } from "../../diff/diff-html.ts";
import { DjangoTemplates } from "../../template/django/django-templates.ts";
import { toHtml } from "../../template/to-html.ts";
import { applyPatch } from "./apply-patch.ts";
import { Scope } from "./scope.ts";

const templates = new DjangoTemplates({
  files: {
    "base.html": "<h1>{% block title %}T {{ a }}{% endblock %}</h1>{% block body %}{% endblock %}",
    "part.html": "<em>{{ x }}</em> {% if a %}<u>{{ a }}</u>{% endif %}",
  },
});

const page =
  templates.fromString(`{% extends "base.html" %}{% block title %}{{ block.super }}!{% endblock %}{% block body %}
<p class="x {% if a %}{{ b }}{% else %}n{% endif %}" {% if b %}title="{{ a }}" hidden{% endif %}>{{ a }}</p>
{% if a %}<i>{{ b|upper }}</i>{% elif b %}plain{% else %}-{% endif %}
{% if b %}yes{% else %}<b>no</b>{% endif %} {{ html|safe }}
<ul>{% for x in list %}<li>{% cycle 'a' 'b' %}{{ x }}{% if forloop.last %}!{% endif %}</li>{% empty %}none{% endfor %}</ul>
<ol>{% for x in rows key=x.id %}
  <li>{{ x.text }} {% include "part.html" with x=x.text %}</li>
{% endfor %}</ol>
{% for x in list %} {{ x }} {% ifchanged x %}<q>{{ x }}</q>{% endifchanged %}{% endfor %}
{% filter lower %}{{ b }}<B>{{ a }}</B>{% endfilter %}
{% include "part.html" with x=a %}<textarea>{{ b }}</textarea>{% endblock %}`);

const word = fc.constantFrom("", "a", "b<", "&", "C");
const row = fc.record({ id: fc.integer({ min: 0, max: 6 }), text: word });
const state = fc.record({
  a: fc.oneof(word, fc.boolean(), fc.integer({ min: 0, max: 2 })),
  b: word,
  html: fc.constantFrom("", "x", "<s>y</s>"),
  list: fc.array(word, { maxLength: 4 }),
  rows: fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 5 }),
});

function fresh(context: object): string {
  const root = document.createElement("div");
  root.innerHTML = toHtml(page.render(context));
  return root.innerHTML;
}

test("a page from a file that is patched again and again looks like one that is rendered anew", () => {
  fc.assert(
    fc.property(state, fc.array(state, { maxLength: 5 }), (first, states) => {
      const root = document.createElement("div");
      let shown = page.render(first);
      root.innerHTML = toHtml(shown);
      const scope = new Scope({ parent: root, start: null, end: null });
      for (const next of states) {
        const rendered = page.render(next);
        const diff = diffHtml(shown, rendered);
        shown = diff?.html ?? shown;
        // Patches travel as JSON.
        if (diff) applyPatch(scope, JSON.parse(JSON.stringify(diff.patch)));
        expect(root.innerHTML).toBe(fresh(next));
      }
    }),
  );
});
