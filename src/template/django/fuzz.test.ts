import fc from "fast-check";
import { expect, test } from "vitest";
import { diffHtml } from "../../diff/diff-html.ts";
import { LiveloomError } from "../../errors.ts";
import { toHtml } from "../to-html.ts";
import { DjangoTemplates } from "./django-templates.ts";

const templates = new DjangoTemplates();

const pieces = [
  "{{ a }}",
  "{{ l|join:b }}",
  "{{ a|",
  "{{",
  "}}",
  "{%",
  "%}",
  "{% if a %}",
  "{% else %}",
  "{% endif %}",
  "{% for x in l %}",
  "{% endfor %}",
  "{% with b=a %}",
  "{% endwith %}",
  "{{ x|upper|safe }}",
  "<p>",
  "</p>",
  "<p class='",
  "'>",
  '"',
  ">",
  "<",
  "&amp;",
  "<input ",
  "<a href='",
  "text ",
  "\n",
  "{# c #}",
  "{% cycle 'a' b %}",
  "{% include a %}",
  "{% block c %}",
  "{% endblock %}",
  "{% filter lower %}",
  "{% endfilter %}",
  "{% spaceless %}",
  "{% endspaceless %}",
  "<textarea>",
  "</textarea>",
  "<!-- ",
  " -->",
];

const context = fc.record({
  a: fc.oneof(fc.string(), fc.boolean(), fc.integer()),
  b: fc.string(),
  l: fc.array(fc.string()),
});

/** Renders, or gives undefined when the template is refused. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    expect(error).toBeInstanceOf(LiveloomError);
    return undefined;
  }
}

test("any mix of pieces renders or is refused with a code", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), context, (parts, values) => {
      attempt(() => toHtml(templates.fromString(parts.join("")).render(values)));
    }),
    { numRuns: 1500 },
  );
});

/** Templates, and the only shape that each may be rendered in. */
const places: readonly (readonly [template: string, shape: RegExp])[] = [
  ["<p>{{ v }}</p>", /^<p lv>[^<>]*<\/p>$/],
  ["<p title='{{ v|safe }}'></p>", /^<p lv=e title="[^<>"]*"><\/p>$/],
  ["<p {% if 1 %}title='a {{ v }}'{% endif %}></p>", /^<p lv=e title="[^<>"]*"><\/p>$/],
  ["<p title='{% filter lower %}{{ v|safe }}{% endfilter %}'></p>", /^<p lv=e title="[^<>"]*"><\/p>$/],
  ["<textarea>x{{ v|safe }}</textarea>", /^<textarea lv=e>[^<>]*<\/textarea>$/],
];

test("no value breaks out of where it stands", () => {
  const unit = fc.constantFrom("<", ">", "'", '"', "&", "a", "/", " ", ";", "lt", "#60", "-->");
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.string({ unit }), ([template, shape], v) => {
      expect(toHtml(templates.fromString(template).render({ v }))).toMatch(shape);
    }),
  );
});

test("what did not change is not sent", () => {
  const template = templates.fromString(
    "<p class='x {% if a %}{{ b }}{% endif %}' {% if b %}title='{{ a }}'{% endif %}>{{ a }}</p>{% if a %}<i>{{ b|upper }}</i>{% else %}-{% endif %}" +
      "<ul>{% for x in l %}<li>{% cycle 'a' 'b' %}{{ x }}{% if forloop.last %}!{% endif %}</li>{% empty %}none{% endfor %}</ul>{% filter lower %}{{ b }}{% endfilter %}",
  );
  fc.assert(
    fc.property(context, (values) => {
      const first = template.render(values);
      toHtml(first);
      expect(diffHtml(first, template.render({ ...values, l: [...values.l] }))).toBeUndefined();
    }),
  );
});
