import { describe, expect, test } from "vitest";
import { diffHtml } from "../diff/diff-html.ts";
import { each } from "./each.ts";
import { fingerprint } from "./fingerprint.ts";
import { type Html, html, type TemplateValue } from "./html.ts";
import { revive } from "./revive.ts";
import { type Stream, settleStreams, stream } from "./stream.ts";
import { toHtml } from "./to-html.ts";
import { when } from "./when.ts";

const unmarked = (text: string) => text.replaceAll(/<!--[[\]]-->| lv(=e)?/g, "");

/** A page as the server renders it, again and again. */
class Shown {
  #tree: Html;
  readonly html: string;

  constructor(first: Html) {
    this.#tree = first;
    this.html = settleStreams(() => toHtml(first));
  }

  change(next: Html) {
    const diff = settleStreams(() => diffHtml(this.#tree, next));
    this.#tree = diff?.html ?? this.#tree;
    return diff?.patch;
  }

  /** The tree is given up and made again. @returns whether it is known to be the same. */
  rest(again: Html): boolean {
    const before = fingerprint(this.#tree);
    revive(again);
    this.#tree = again;
    return fingerprint(again) === before;
  }
}

describe("deeply nested templates", () => {
  const nested = (depth: number, inside: TemplateValue, around: (value: TemplateValue) => Html): Html =>
    Array.from({ length: depth }).reduce<Html>((value) => around(value), html`${inside}`);

  test.each<[string, number, (value: TemplateValue) => Html]>([
    ["as values", 1_000, (value) => html`<i>${value}</i>`],
    ["beside text", 1_000, (value) => html`a${value}`],
    ["as lists", 300, (value) => html`${each([value], (item) => html`<i>${item}</i>`)}`],
    [
      "as lists with keys",
      300,
      (value) =>
        html`${each(
          [value],
          () => 1,
          (item) => html`${item}`,
        )}`,
    ],
    ["as arrays", 200, (value) => html`${[[value]]}`],
  ])("are rendered, changed, given up and made again: %s, %i deep", (_, depth, around) => {
    const page = new Shown(nested(depth, "old", around));
    expect(page.html).toContain("old");
    expect(JSON.stringify(page.change(nested(depth, "new", around)))).toMatch(/"new"/);
    expect(page.rest(nested(depth, "new", around))).toBe(true);
    expect(page.change(nested(depth, "new", around))).toBeUndefined();
    expect(page.rest(nested(depth, "other", around))).toBe(false);
  });
});

describe("lists in lists", () => {
  const nested = (depth: number, around: (value: TemplateValue) => TemplateValue, inside: string): Html =>
    html`<p>${Array.from({ length: depth }).reduce<TemplateValue>(around, inside)}</p>`;

  const kinds: readonly [string, (value: TemplateValue) => TemplateValue][] = [
    ["arrays", (value) => [value]],
    ["arrays of two", (value) => [value, "beside"]],
    ["each", (value) => each([value], (item) => html`<i>${item}</i>`)],
    [
      "each with keys",
      (value) =>
        each(
          [value],
          () => 1,
          (item) => html`${item}`,
        ),
    ],
  ];

  test.each(kinds)("are rendered, changed, given up and made again, 510 deep: %s", (_, around) => {
    const page = new Shown(nested(510, around, "old"));
    expect(page.html).toContain("old");
    expect(JSON.stringify(page.change(nested(510, around, "new")))).toMatch(/"new"/);
    expect(page.rest(nested(510, around, "new"))).toBe(true);
  });

  test.each(kinds)("are an error when they go deeper, in a page and in a change: %s", (_, around) => {
    const page = new Shown(nested(510, around, "old"));
    expect(() => new Shown(nested(512, around, "old"))).toThrow("LV-TEMPLATE-DEPTH");
    expect(() => page.change(nested(512, around, "old"))).toThrow("LV-TEMPLATE-DEPTH");
    expect(() => page.change(nested(100_000, around, "old"))).toThrow("LV-TEMPLATE-DEPTH");
    expect(new Shown(nested(510, around, "again")).html).toContain("again");
  });
});

describe("one template object", () => {
  const inside = (text: string) =>
    html`<b title=${text} class="a ${text}">${text}${each([text], (item) => html`<i>${item}</i>`)}${[text]}</b>`;
  const written = (text: string) => `<b title="${text}" class="a ${text}">${text}<i>${text}</i>${text}</b>`;

  test("can stand in two places, and change in both", () => {
    const view = (shared: Html) => html`<p>${shared}</p><p>${shared}</p>`;
    const page = new Shown(view(inside("a")));
    expect(unmarked(page.html)).toBe(`<p>${written("a")}</p><p>${written("a")}</p>`);
    const same = [0, { title: "b" }, 0, { class: "a b" }, 1, "b", 2, expect.anything(), 3, expect.anything()];
    expect(page.change(view(inside("b")))).toEqual([0, [1, same], 1, [1, same]]);
    expect(page.rest(view(inside("b")))).toBe(true);
  });

  test("can be kept, and costs nothing while it stays", () => {
    const kept = inside("a");
    const view = (n: number) => html`<p>${kept}</p>${n}`;
    const page = new Shown(view(1));
    expect(page.change(view(2))).toEqual([1, "2"]);
    expect(page.rest(view(2))).toBe(true);
    expect(page.change(view(3))).toEqual([1, "3"]);
  });

  test("can be kept, go, and come back as it was", () => {
    const kept = inside("a");
    const view = (isShown: boolean) => html`<p>${when(isShown, () => kept)}</p>`;
    const page = new Shown(view(true));
    expect(page.change(view(false))).toEqual([0, ""]);
    const [, change] = page.change(view(true)) as [number, [number, string]];
    expect(unmarked(change[1])).toBe(written("a"));
  });

  test("can change places with another of its kind", () => {
    const [a, b] = [inside("a"), inside("b")];
    const view = (first: Html, second: Html) => html`<p>${first}</p><p>${second}</p>`;
    const page = new Shown(view(a, b));
    const change = JSON.stringify(page.change(view(b, a)));
    expect(change).toContain('{"title":"b"}');
    expect(change).toContain('{"title":"a"}');
    expect(page.change(view(inside("b"), inside("a")))).toBeUndefined();
  });

  test("can be the whole page, rendered twice", () => {
    const page = inside("a");
    expect(toHtml(page)).toBe(toHtml(page));
    expect(diffHtml(page, page)).toBeUndefined();
  });
});

describe("what is left to the browser", () => {
  const view = (text: string) => html`<div live-ignore><p title=${text}>${text}</p></div>`;

  test("does not make a page another one when its values change", () => {
    const page = new Shown(view("a"));
    expect(page.change(view("b"))).toBeUndefined();
    expect(page.rest(view("c"))).toBe(true);
  });
});

describe("one stream", () => {
  const textOf = (text: string) => text;
  const list = (items: Stream<string>, tag = "li") =>
    tag === "li"
      ? each(items, (text) => html`<li>${text}</li>`)
      : each(items, (text) => html`<b>${text}</b>`);

  function streamOf(...texts: string[]): Stream<string> {
    const made = stream({ key: textOf });
    made.append(...texts);
    return made;
  }

  test("can stand in two places, which both change", () => {
    const items = streamOf("a");
    const view = () => html`<ul>${list(items)}</ul><p>${list(items, "b")}</p>`;
    const page = new Shown(view());
    expect(page.html).toBe("<ul lv><li lv>a</li></ul><p lv><b lv>a</b></p>");
    items.append("b");
    items.update("a");
    expect(page.change(view())).toEqual([
      0,
      [2, { i: [1, "<li lv>b</li>"], u: [0, [0, "a"]] }],
      1,
      [2, { i: [1, "<b lv>b</b>"], u: [0, [0, "a"]] }],
    ]);
    items.delete("a");
    expect(page.change(view())).toEqual([0, [2, { r: [0] }], 1, [2, { r: [0] }]]);
  });

  test("cannot come to a second place when its items are gone", () => {
    const items = streamOf("a");
    const view = (isTwice: boolean) =>
      html`<ul>${list(items)}</ul><ul>${when(isTwice, () => list(items))}</ul>`;
    const page = new Shown(view(false));
    expect(() => page.change(view(true))).toThrow("LV-STREAM-GONE");
    items.append("b");
    expect(page.change(view(false))).toEqual([0, [2, { i: [1, "<li lv>b</li>"] }]]);
  });

  test.each<[string, (items: Stream<string>) => unknown]>([
    ["added", (items) => items.append("b")],
    ["changed", (items) => items.update("a")],
    ["taken out", (items) => items.delete("a")],
  ])("of two pages is refused rather than shown wrongly when an item was %s", (_, change) => {
    const items = streamOf("a", "x");
    const view = () => html`<ul>${list(items)}</ul>`;
    const [one, other] = [view(), view()];
    settleStreams(() => [toHtml(one), toHtml(other)]);
    change(items);
    settleStreams(() => diffHtml(one, view()));
    expect(() => settleStreams(() => diffHtml(other, view()))).toThrow("LV-STREAM-GONE");
  });

  test("can move an item that has another template now", () => {
    const items = streamOf("a", "b", "c");
    let bold = "";
    const row = (text: string) => (text === bold ? html`<b>${text}</b>` : html`<li>${text}</li>`);
    const view = () => html`<ul>${each(items, row)}</ul>`;
    const page = new Shown(view());
    bold = "c";
    items.delete("c");
    items.insert(0, "c");
    items.update("a");
    expect(page.change(view())).toEqual([0, [2, { r: [2], i: [0, "<b lv>c</b>"], u: [1, [0, "a"]] }]]);
  });

  test("in a row that is kept is caught up with when the row is rendered again", () => {
    const items = streamOf("a");
    const row = { id: 1 };
    const view = (rows: { id: number }[]) =>
      html`<div>${each(
        rows,
        ({ id }) => id,
        () => html`<ul>${list(items)}</ul>`,
        { memo: true },
      )}</div>`;
    const page = new Shown(view([row]));
    items.append("b");
    expect(page.change(view([row]))).toBeUndefined();
    items.append("c");
    expect(page.change(view([{ id: 1 }]))).toEqual([
      0,
      [2, { u: [0, [0, [2, { i: [1, "<li lv>b</li><li lv>c</li>"] }]]] }],
    ]);
  });
});
