import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffHtml } from "../../diff/diff-html.ts";
import { each } from "../each.ts";
import { type Html, html } from "../html.ts";
import { revive } from "../revive.ts";
import { type Stream, settleStreams, stream } from "../stream.ts";
import { toHtml } from "../to-html.ts";
import { DjangoTemplates } from "./django-templates.ts";

interface Item {
  readonly id: number;
  readonly text: string;
  readonly tags?: readonly string[];
}

const item = (id: number, text = `t${id}`, ...tags: string[]): Item => ({ id, text, tags });
const templates = new DjangoTemplates();

function streamOf(...ids: number[]): Stream<Item> {
  const made = stream({ key: ({ id }: Item) => id });
  made.append(...ids.map((id) => item(id)));
  return made;
}

/** A page that shows a stream; `change` gives the patch that a browser gets. */
class Shown {
  readonly #view: () => Html;
  #rendered: Html;
  readonly html: string;

  constructor(view: () => Html) {
    this.#view = view;
    this.#rendered = view();
    this.html = settleStreams(() => toHtml(this.#rendered));
  }

  /** As it comes from a template file. */
  static file(text: string, context: object): Shown {
    const template = templates.fromString(text);
    return new Shown(() => template.render(context));
  }

  change() {
    const diff = settleStreams(() => diffHtml(this.#rendered, this.#view()));
    this.#rendered = diff?.html ?? this.#rendered;
    return diff?.patch;
  }

  /** Gives the tree up and makes it again, as idle pages do. */
  rest() {
    this.#rendered = this.#view();
    revive(this.#rendered);
  }
}

const unmarked = (text: string) => text.replaceAll(/<!--[[\]]-->| lv(=e)?/g, "");
const list = "<ul>{% for item in items %}\n<li>{{ item.text }}</li>\n{% endfor %}</ul>";

describe("a loop over a stream", () => {
  test("sends what each() sends, however the stream is changed", () => {
    const operation = fc.tuple(
      fc.constantFrom("append", "prepend", "insert", "update", "delete", "reset"),
      fc.array(fc.nat(9), { maxLength: 3 }),
    );
    const run = (items: Stream<Item>, [kind, ids]: readonly [string, number[]], round: number) => {
      const fresh = ids.map((id) => item(id, `${id}.${round}`));
      if (kind === "append") items.append(...fresh);
      if (kind === "prepend") items.prepend(...fresh);
      if (kind === "insert") items.insert(items.length >> 1, ...fresh);
      if (kind === "reset") items.reset(...fresh);
      if (kind === "update") for (const one of fresh) items.update(one);
      if (kind === "delete") for (const id of ids) items.delete(id);
    };
    fc.assert(
      fc.property(fc.array(fc.array(operation, { maxLength: 4 })), (rounds) => {
        const [mine, theirs] = [streamOf(100), streamOf(100)];
        const file = Shown.file(list, { items: mine });
        const code = new Shown(() => html`<ul>${each(theirs, ({ text }) => html`<li>${text}</li>`)}</ul>`);
        expect(file.html).toBe(code.html);
        for (const [round, operations] of rounds.entries()) {
          mine.append(item(100));
          theirs.append(item(100));
          for (const one of operations) for (const items of [mine, theirs]) run(items, one, round);
          expect(file.change()).toEqual(code.change());
          expect(mine.fresh.size).toBe(0);
        }
      }),
    );
  });

  test("goes on after the page rested", () => {
    const items = streamOf(1, 2);
    const page = Shown.file(list, { items });
    page.rest();
    items.append(item(3));
    expect(page.change()).toEqual([0, [2, { i: [2, "<li lv>t3</li>"] }]]);
  });

  test("shows {% empty %} when nothing is left, and again the items", () => {
    const items = streamOf();
    const page = Shown.file(
      "<ul>{% for item in items %}<li>{{ item.text }}</li>{% empty %}<li>none</li>{% endfor %}</ul>",
      { items },
    );
    expect(page.html).toBe("<ul lv><li lv=e>none</li></ul>");
    items.append(item(1));
    expect(page.change()).toEqual([0, [0, "<li lv>t1</li>"]]);
    items.prepend(item(0));
    expect(page.change()).toEqual([0, [2, { i: [0, "<li lv>t0</li>"] }]]);
    items.reset();
    expect(page.change()).toEqual([0, [0, "<li lv=e>none</li>"]]);
    expect(page.change()).toBeUndefined();
    items.append(item(0, "again"));
    expect(page.change()).toEqual([0, [0, "<li lv>again</li>"]]);
  });

  test("has the variables around it, and what the row binds ends with the row", () => {
    const items = stream({ key: ({ id }: Item) => id });
    items.append(item(1, "a", "x"), item(2, "b"));
    const page = Shown.file(
      '{% for item in items %}<p>{{ title }}{{ item.text }}{{ first }}{% firstof item.tags.0 "-" as first %}{{ first }}</p>{% endfor %}',
      { items, title: "T" },
    );
    expect(unmarked(page.html)).toBe("<p>Tax</p><p>Tb-</p>");
  });

  test("unpacks items that are pairs", () => {
    const items = stream({ key: ([id]: readonly [number, string]) => id });
    items.append([1, "a"], [2, "b"]);
    const page = Shown.file("<p>{% for id, text in items %}<b>{{ id }}{{ text }}</b>{% endfor %}</p>", {
      items,
    });
    expect(unmarked(page.html)).toBe("<p><b>1a</b><b>2b</b></p>");
  });

  test("may hold loops of its own, which count and take turns in their row", () => {
    const items = stream({ key: ({ id }: Item) => id });
    items.append(item(1, "a", "x", "y", "z"));
    const page = Shown.file(
      '<ul>{% for item in items %}<li>{% for tag in item.tags %}{{ forloop.counter }}{% cycle "-" "+" %}{{ tag }} {% endfor %}</li>{% endfor %}</ul>',
      { items },
    );
    expect(unmarked(page.html)).toBe("<ul><li>1-x 2+y 3-z </li></ul>");
    items.append(item(2, "b", "u", "v"));
    expect(unmarked(JSON.stringify(page.change()))).toContain("<li>1-u 2+v </li>");
  });

  test("knows its length, its keys, and whether it is empty", () => {
    const text =
      "{{ items|length }}{{ items.length }}{{ items.keys }}{% if items %}some{% endif %}{% if 2 in items %}two{% endif %}";
    const shown = Shown.file(`<p title="${text}"></p>`, { items: streamOf(1, 2) });
    expect(shown.html).toBe('<p lv=e title="22[1, 2]sometwo"></p>');
  });

  test("cannot be changed by a template", () => {
    const items = streamOf(1, 2);
    Shown.file("<p>{{ items.reset }}{{ items.append }}{{ items.fresh }}{{ items.settle }}</p>", { items });
    expect(items.keys).toEqual([1, 2]);
  });
});

describe("what cannot be kept up to date in a loop over a stream", () => {
  const rendered = (text: string) => () => Shown.file(text, { items: streamOf(1, 2) }).html;

  test.each([
    ["forloop.counter", '"forloop.counter" in a loop over a stream'],
    ["forloop.first", '"forloop.first" in a loop over a stream'],
    ["forloop.last|yesno", '"forloop.last" in a loop over a stream'],
    ["forloop.parentloop.counter", '"forloop.parentloop" in a loop over a stream'],
  ])("is an error that names the place and the reason: %s", (value, message) => {
    expect(rendered(`<ul>\n{% for item in items %}<li>{{ ${value} }}</li>{% endfor %}</ul>`)).toThrow(
      new RegExp(
        `^LV-TEMPLATE-SYNTAX: ${message} at .*:2:1\\. A row that was sent is not rendered again when others come and go`,
      ),
    );
  });

  test.each([
    ["{% for item in items %}{% if forloop.last %}x{% endif %}{% endfor %}", '"forloop.last" in a loop'],
    ["{% for item in items %}{% cycle 1 2 %}{% endfor %}", "{% cycle %} in a loop over a stream"],
    [
      "{% cycle 1 2 as turn silent %}{% for item in items %}{% cycle turn %}{% endfor %}",
      "{% cycle %} in a loop over a stream",
    ],
    ["{% for item in items %}{% ifchanged %}x{% endifchanged %}{% endfor %}", "{% ifchanged %} in a loop"],
    [
      "{% for item in items %}{% ifchanged item %}x{% endifchanged %}{% endfor %}",
      "{% ifchanged %} in a loop",
    ],
    ["{% for item in items reversed %}x{% endfor %}", '"items" is a stream and cannot be reversed'],
    [
      "{% for item in items key=item.id %}x{% endfor %}",
      '"items" is a stream, whose items have keys already',
    ],
    ['<p title="{% for item in items %}x{% endfor %}"></p>', "A stream is looped over where only text"],
    ["{% filter upper %}{% for item in items %}x{% endfor %}{% endfilter %}", "where only text can stand"],
    ["{% for item in items|slice:':2' %}x{% endfor %}", "a stream other than by looping over it"],
    ["{% for item in items|dictsort:'id' %}x{% endfor %}", "a stream other than by looping over it"],
    ["{{ items|first }}", "a stream other than by looping over it"],
    ["{{ items|join:',' }}", "a stream other than by looping over it"],
    ["{{ items.0.text }}", "a stream other than by looping over it"],
    ["{{ items }}", "a stream other than by looping over it"],
    ["{% regroup items by id as groups %}", "a stream other than by looping over it"],
  ])("is refused: %s", (text, message) => {
    expect(rendered(text)).toThrow(message);
  });
});
