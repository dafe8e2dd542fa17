import { beforeEach, describe, expect, test, vi } from "vitest";
import { Change } from "../shared/wire.ts";
import { type EachOptions, each } from "../template/each.ts";
import { type Html, html } from "../template/html.ts";
import { raw } from "../template/raw.ts";
import { toHtml } from "../template/to-html.ts";
import { when } from "../template/when.ts";
import { diffHtml } from "./diff-html.ts";

/** The patch from one state to the next, as the browser gets it. */
function patch<State>(view: (state: State) => Html, before: State, after: State) {
  const rendered = view(before);
  toHtml(rendered);
  return diffHtml(rendered, view(after))?.patch;
}

describe("single values", () => {
  const view = ({ name, kind }: { name: string | number; kind: string | null }) =>
    html`<p class=${kind}>Hello ${name}</p><b title="a ${name} b">x</b>`;

  test("sends nothing when nothing changed", () => {
    expect(patch(view, { name: "Ada", kind: "x" }, { name: "Ada", kind: "x" })).toBeUndefined();
  });

  test("takes a number and its text for the same", () => {
    expect(patch(view, { name: "1", kind: null }, { name: 1, kind: null })).toBeUndefined();
  });

  test("sends text, attributes and put-together attributes, each at its point", () => {
    expect(patch(view, { name: "Ada", kind: null }, { name: "<i>", kind: "y" })).toEqual([
      0,
      { class: "y" },
      1,
      "<i>",
      2,
      { title: "a <i> b" },
    ]);
  });

  test("removes an attribute with null", () => {
    expect(patch(view, { name: "Ada", kind: "x" }, { name: "Ada", kind: null })).toEqual([
      0,
      { class: null },
    ]);
  });

  test("sends a whole attribute once however many of its pieces changed", () => {
    const two = (n: number) => html`<p class="${n} a ${n + 1}"></p>`;
    expect(patch(two, 1, 2)).toEqual([0, { class: "2 a 3" }]);
  });

  test("checks the scheme of a changed address", () => {
    const link = (url: string) => html`<a href=${url}>x</a>`;
    expect(patch(link, "/a", "javascript:x")).toEqual([0, { href: "about:invalid#refused" }]);
  });
});

describe("a text that grows", () => {
  const view = (text: string | number) => html`<p>${text}</p><textarea>${text}</textarea>`;
  const long = "x".repeat(32);
  const [whole, point] = [2, 1];

  test("is sent as what is new, when it is long", () => {
    expect(patch(view, long, `${long} <b>`)?.slice(0, whole)).toEqual([0, [Change.Append, " <b>"]]);
  });

  test("is sent whole in a field", () => {
    expect(patch(view, long, `${long}!`)?.slice(whole)).toEqual([point, `${long}!`]);
  });

  test.each([
    ["short", "x".repeat(31), "x".repeat(32)],
    ["shortened", `${long}x`, long],
    ["changed before its end", long, `y${long}`],
    ["that ended within a character", `${long}\ud83d`, `${long}\ud83d\ude00`],
  ])("is sent whole when it is %s", (_, before, after) => {
    expect(patch(view, before, after)?.slice(0, whole)).toEqual([0, after]);
  });

  test("shows a NUL that was added", () => {
    expect(patch(view, long, `${long}\0`)?.slice(0, whole)).toEqual([0, [Change.Append, "\ufffd"]]);
  });
});

describe("nested templates", () => {
  const view = ({ on, name }: { on: boolean; name: string }) =>
    html`<div>${when(
      on,
      () => html`<p>${name}</p>`,
      () => html`<i>${name}</i>`,
    )}</div>`;

  test("sends only what changed inside the same template", () => {
    expect(patch(view, { on: true, name: "a" }, { on: true, name: "b" })).toEqual([0, [1, [0, "b"]]]);
  });

  test("sends the HTML of another template", () => {
    expect(patch(view, { on: true, name: "a" }, { on: false, name: "a" })).toEqual([0, [0, "<i lv>a</i>"]]);
  });

  test("compares raw HTML by its text", () => {
    const rawView = (text: string) => html`<div>${raw(text)}</div>`;
    expect(patch(rawView, "<b>1</b>", "<b>1</b>")).toBeUndefined();
    expect(patch(rawView, "<b>1</b>", "<b>2</b>")).toEqual([0, [0, "<b>2</b>"]]);
  });
});

describe("lists", () => {
  const keyed = (keys: string) =>
    html`<ul>${each(
      [...keys],
      (key) => key.toLowerCase(),
      (key) => html`<li>${key}</li>`,
    )}</ul>`;
  const listPatch = (before: string, after: string) => patch(keyed, before, after)?.[1];

  test.each([
    ["a changed item", "abc", "aBc", { u: [1, [0, "B"]] }],
    ["an appended item", "ab", "abc", { i: [2, "<li lv>c</li>"] }],
    ["a prepended item", "ab", "cab", { i: [0, "<li lv>c</li>"] }],
    ["a removed item", "abc", "ac", { r: [1] }],
    [
      "new neighbours as one piece",
      "ad",
      "aBCdEF".toLowerCase(),
      { i: [1, "<li lv>b</li><li lv>c</li>", 4, "<li lv>e</li><li lv>f</li>"] },
    ],
    ["one item to the end, as one move", "abcd", "bcda", { m: [0, 3] }],
    ["one item to the start, as one move", "abcd", "dabc", { m: [3, 0] }],
    ["a swap, as two moves at most", "abcde", "adcbe", { m: [3, 1, 2, 2] }],
    ["a move with a change", "abc", "Cab", { u: [0, [0, "C"]], m: [2, 0] }],
    ["everything at once", "abcd", "dXa", { r: [1, 2], i: [1, "<li lv>X</li>"], m: [3, 0] }],
  ])("sends %s", (_, before, after, expected) => {
    const change = listPatch(before, after);
    expect(change).toMatchObject([2, expected]);
  });

  test.each([
    ["an emptied list", "ab", "", ""],
    ["a filled list", "", "ab", "<li lv>a</li><li lv>b</li>"],
    ["a list with other items only", "ab", "cd", "<li lv>c</li><li lv>d</li>"],
  ])("sends %s as HTML", (_, before, after, expected) => {
    expect(listPatch(before, after)).toEqual([0, expected]);
  });

  test("replaces an item that changed its template", () => {
    const mixed = (kinds: string) =>
      html`<ul>${each(
        [...kinds],
        (_, index) => index,
        (kind) => (kind === "a" ? html`<li>a</li>` : html`<li><b>b</b></li>`),
      )}</ul>`;
    expect(patch(mixed, "aa", "ab")).toEqual([0, [2, { r: [1], i: [1, "<li lv=e><b>b</b></li>"] }]]);
  });

  test("compares a list without keys by position", () => {
    const plain = (items: string) => html`<ul>${each([...items], (item) => html`<li>${item}</li>`)}</ul>`;
    expect(patch(plain, "abc", "xb")).toEqual([0, [2, { u: [0, [0, "x"]], r: [2] }]]);
  });

  test("refuses a key that appears twice after a change", () => {
    expect(() => patch(keyed, "ab", "aba")).toThrow("LV-TEMPLATE-KEY");
  });
});

describe("lists that remember", () => {
  const rendered = vi.fn();
  beforeEach(() => rendered.mockClear());

  interface Row {
    readonly id: number;
    readonly label: string;
  }
  const rows: Row[] = [
    { id: 1, label: "a" },
    { id: 2, label: "b" },
  ];
  const table =
    (memo: EachOptions<Row>["memo"] & {}) =>
    ({ list, selected = 0 }: { list: readonly Row[]; selected?: number }) =>
      html`<ul>${each(
        list,
        ({ id }) => id,
        ({ id, label }) => {
          rendered(id);
          return html`<li class=${id === selected ? "on" : null}>${label}</li>`;
        },
        { memo },
      )}</ul>`;

  test("render only the items that were replaced", () => {
    const after = [{ id: 1, label: "A" }, ...rows.slice(1)];
    const view = table(true);
    const before = view({ list: rows });
    toHtml(before);
    rendered.mockClear();
    expect(diffHtml(before, view({ list: after }))?.patch).toEqual([0, [2, { u: [0, [0, "A"]] }]]);
    expect(rendered.mock.calls).toEqual([[1]]);
  });

  test("know their rows when they moved", () => {
    const view = table(true);
    const before = view({ list: rows });
    toHtml(before);
    rendered.mockClear();
    expect(diffHtml(before, view({ list: rows.toReversed() }))?.patch).toEqual([0, [2, { m: [1, 0] }]]);
    expect(rendered).not.toHaveBeenCalled();
  });

  test("compare what they are told to, an array by its elements", () => {
    const view = (state: { list: readonly Row[]; selected: number }) =>
      table((row) => [row, row.id === state.selected])(state);
    const before = view({ list: rows, selected: 1 });
    toHtml(before);
    rendered.mockClear();
    expect(diffHtml(before, view({ list: rows, selected: 2 }))?.patch).toEqual([
      0,
      [2, { u: [0, [0, { class: null }], 1, [0, { class: "on" }]] }],
    ]);
    expect(rendered).toHaveBeenCalledTimes(2);
  });
});

test("templates that a program keeps are never changed", () => {
  const [red, blue] = ["red", "blue"].map((color) => html`<p class=${color}>${html`<b>${color}</b>`}</p>`);
  const view = (kept: Html | undefined) => html`<div>${kept}</div>`;
  let shown = view(red);
  toHtml(shown);
  const patches = [blue, red, blue, blue, red].map((kept) => {
    const diff = diffHtml(shown, view(kept));
    shown = diff?.html ?? shown;
    return diff?.patch;
  });
  const to = (color: string) => [0, [1, [0, { class: color }, 0, [1, [0, color]]]]];
  expect(patches).toEqual([to("blue"), to("red"), to("blue"), undefined, to("red")]);
  expect(toHtml(view(blue))).toContain("blue");
});
