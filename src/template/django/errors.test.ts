import { describe, expect, test } from "vitest";
import { toHtml } from "../to-html.ts";
import { DjangoTemplates } from "./django-templates.ts";

const templates = new DjangoTemplates();

function messageOf(template: string, context: object = {}): string {
  try {
    toHtml(templates.fromString(template, "page.html").render(context));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "no error";
}

test("shows the place, the line and a caret", () => {
  expect(messageOf("<p>\n  {{ name|uper }}\n</p>")).toBe(
    'LV-TEMPLATE-SYNTAX: Unknown filter "uper" at page.html:2:10. Did you mean "upper"? Filters of a library need {% load %} first.\n\n' +
      "2 |   {{ name|uper }}\n" +
      "             ^",
  );
});

test("says which tag is waiting for which end", () => {
  expect(messageOf("{% if a %}\n{% edif %}")).toContain(
    'Unknown tag "edif" at page.html:2:1. Did you mean "endif"? {% if a %}, opened at line 1, is waiting for {% elif %} or {% else %} or {% endif %}.',
  );
});

test.each([
  ["{% for x in y %}", "{% for x in y %} is not closed at page.html:1:1. Add {% endfor %}."],
  ["{% comment %}", "{% comment %} is not closed"],
  ["{% endif %}", 'Unknown tag "endif"'],
  ["{{ }}", "{{ }} is empty"],
  ["{% %}", "{% %} is empty"],
  ["{{ a b }}", 'Cannot read " b"'],
  ["{{ a|upper:'x' }}", 'The filter "upper" takes no argument'],
  ["{{ a|cut }}", 'The filter "cut" needs an argument'],
  ["{{ _a }}", '"_a" starts with an underscore'],
  ["{{ a._b }}", '"a._b" starts with an underscore'],
  ["{{ a-b }}", '"a-b" is neither a name nor a number'],
  ["{{ a..b }}", "has a dot without a name"],
  ["{% if %}{% endif %}", "The condition ends too early"],
  ["{% if a and %}{% endif %}", "The condition ends too early"],
  ["{% if a b %}{% endif %}", 'Unexpected "b" in a condition'],
  ["{% if == a %}{% endif %}", '"==" stands where a value is expected'],
  ["{% if a %}{% else if b %}{% endif %}", "{% else if b %} has a condition"],
  ["{% for x y %}{% endfor %}", "Cannot read {% for %}"],
  ["{% with %}{% endwith %}", "{% with %} binds no variable"],
  ["{% cycle %}", "{% cycle %} has no values"],
  ["{% cycle a %}", 'There is no cycle named "a"'],
  ["{% block a %}{% endblock %}{% block a %}{% endblock %}", 'The block "a" stands twice'],
  ["{% block a %}{% endblock b %}", "{% endblock b %} closes {% block a %}"],
  ["x{{ a }}{% extends 'b' %}", "{% extends %} is not the first tag"],
  ["{% block a %}{{ block.super }}{% endblock %}", "stands in a template that extends nothing"],
  ["{% load nothing %}", 'There is no library "nothing"'],
  ["{% load nothing from i18n %}", 'has no tag or filter "nothing"'],
  ["{% intcomma %}", 'Unknown tag "intcomma"'],
  ["{% filter safe %}{% endfilter %}", "cannot use escape or safe"],
  ["{% partial a %}", 'There is no partial "a" in this file'],
  ["{% url 'x' %}", 'There is no address for "x"'],
])("%s is refused", (template, message) => {
  expect(messageOf(template)).toContain(message);
});

test.each([
  ["{% for a, b in l %}{% endfor %}", { l: [[1]] }, "Need 2 values to unpack in a loop, got 1"],
  ["{% for a in l %}{% endfor %}", { l: 5 }, '"l" is not a list'],
  ["{{ p }}", { p: Promise.resolve() }, "Cannot render a promise as text"],
  ["{% widthratio 1 2 a %}", { a: "x" }, "is not a number"],
])("%s is refused with what it got", (template, context, message) => {
  expect(messageOf(template, context)).toContain(message);
});

describe("HTML", () => {
  test("has to close in the block that opens it", () => {
    expect(messageOf("{% if x %}\n<div>\n{% endif %}")).toContain(
      "<div> is not closed in {% if x %} at page.html:2:1. Add </div>.",
    );
    expect(messageOf("<div>{% for x in y %}</div>{% endfor %}")).toContain(
      "<div> is not closed in its template at page.html:1:1",
    );
  });

  test.each([
    ["<script>{{ a }}</script>", "Hole inside <script>"],
    ["<style>{% if a %}b{% endif %}</style>", "Hole inside <style>"],
    ['<p onclick="{{ a }}"></p>', 'Hole in "onclick"'],
    ["<p {% if a %}onclick='{{ b }}'{% endif %}></p>", 'Hole in "onclick"'],
    ["<!-- {{ a }} -->", "Hole inside a comment"],
    ["<p{{ a }}></p>", "Hole in a tag name"],
    ["<p {{ a }}></p>", "Hole in an attribute's name or place"],
    ["<p {% for x in y %}a{% endfor %}></p>", "Hole in an attribute's name or place"],
    ["<p class=a{{ b }}></p>", "mixes text and a hole without quotes"],
    ["<p a='1' {% if x %}a='2'{% endif %}></p>", 'Attribute "a" stands twice'],
  ])("%s is refused", (template, message) => {
    expect(messageOf(template)).toContain(message);
  });

  test("stays where it is written", () => {
    expect(messageOf("<p>\n<b><div></div></b></p>")).toContain(
      "<div> cannot stay inside <p> at page.html:2:4.",
    );
  });

  test("stays where a tag puts it", () => {
    const rows = "<table>\n{% for x in l %}\n  <tr><td>{{ x }}</td></tr>{% endfor %}</table>";
    expect(messageOf(rows, { l: [1] })).toMatch(
      /<tr> cannot stay right inside <table> at page\.html:[23]:\d+\. Write <table><tbody>/,
    );
  });

  test("keeps its place in the file after a tag that shows nothing", () => {
    expect(messageOf("{% load i18n %}\n{# c #}\n<p>\n{% now 'Y' as y %}</b>")).toContain(
      "Unexpected </b> in its template at page.html:4:19",
    );
  });
});
