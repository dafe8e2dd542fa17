import { afterEach, describe, expect, test, vi } from "vitest";
import { diffHtml } from "../diff/diff-html.ts";
import { each, type Key } from "./each.ts";
import { type Html, html, type TemplateValue } from "./html.ts";
import { revive } from "./revive.ts";
import { type Stream, stream } from "./stream.ts";
import { toHtml } from "./to-html.ts";

interface Row {
  readonly key: Key;
  readonly text: string;
}

const rowsOf = (...keys: Key[]): Row[] => keys.map((key) => ({ key, text: String(key) }));

const list = (rows: readonly Row[]) =>
  html`<ul>${each(
    rows,
    ({ key }) => key,
    ({ text }) => html`<li>${text}</li>`,
  )}</ul>`;

/** The change of the list from one state to the next. */
function change(before: readonly Row[], after: readonly Row[]) {
  const shown = list(before);
  toHtml(shown);
  return diffHtml(shown, list(after))?.patch[1];
}

afterEach(() => vi.unstubAllEnvs());

describe("keys that stand twice", () => {
  const twice = (key: string) => `LV-TEMPLATE-KEY: each() got the key "${key}" twice.`;
  const nine = rowsOf(1, 2, 3, 4, 5, 6, 7, 8, 9);

  test.each([
    ["a text", rowsOf("a", "b", "a"), "a"],
    ["zero and minus zero", rowsOf(0, -0), "0"],
    ["a bigint", rowsOf(2n ** 70n, 1n, 2n ** 70n), String(2n ** 70n)],
    ["not a number", rowsOf(1, Number.NaN, Number.NaN), "NaN"],
    ["a number beside one that is none", rowsOf(Number.NaN, 1, 1), "1"],
    ["the last of many", [...nine, ...rowsOf(9)], "9"],
    ["markup", rowsOf("<b>", "<b>"), "<b>"],
  ])("are named on the first rendering and on a change: %s", (_, rows, key) => {
    expect(() => toHtml(list(rows))).toThrow(twice(key));
    expect(() => change([], rows)).toThrow(twice(key));
    expect(() => change(rowsOf("x", ...rows.slice(1).map(({ key }) => key)), rows)).toThrow(twice(key));
  });

  test("are refused in production as well", () => {
    vi.stubEnv("NODE_ENV", "production");
    expect(() => toHtml(list(rowsOf(1, 1)))).toThrow(twice("1"));
    expect(() => change(rowsOf(1, 2), rowsOf(1, 1))).toThrow(twice("1"));
  });

  test("leave the last rendering as it was", () => {
    const shown = list(rowsOf(1, 2));
    toHtml(shown);
    expect(() => diffHtml(shown, list(rowsOf(1, 2, 2)))).toThrow(twice("2"));
    expect(diffHtml(shown, list(rowsOf(2)))?.patch).toEqual([0, [2, { r: [0] }]]);
  });
});

describe("unusual keys", () => {
  test("a number, its text and its bigint are three keys", () => {
    expect(change(rowsOf(1, "1", 1n), rowsOf("1", 1n, 1))).toEqual([2, { m: [0, 2] }]);
  });

  test.each([
    ["comes", rowsOf(1), rowsOf(1, Number.NaN), { i: [1, "<li lv>NaN</li>"] }],
    ["goes", rowsOf(1, Number.NaN), rowsOf(1), { r: [1] }],
    ["moves", rowsOf(Number.NaN, 1), rowsOf(1, Number.NaN), { m: [1, 0] }],
  ])("one that is not a number %s like any other", (_, before, after, expected) => {
    expect(change(before, after)).toEqual([2, expected]);
  });

  test("zero stays what it is as minus zero", () => {
    expect(change(rowsOf(0), [{ key: -0, text: "0" }])).toBeUndefined();
  });
});

describe("a list of 100,000 items", () => {
  const many: readonly Row[] = Array.from({ length: 100_000 }, (_, key) => ({ key, text: `t${key}` }));

  test("is rendered", () => {
    expect(toHtml(list(many)).match(/<li lv>/g)).toHaveLength(many.length);
  });

  test.each([
    ["one changed", many.with(7, { key: 7, text: "new" }), { u: [7, [0, "new"]] }],
    ["one moved", [...many.slice(1), ...many.slice(0, 1)], { m: [0, 99_999] }],
    ["all but one gone", many.slice(50_000, 50_001), { r: Array.from(many.keys()).toSpliced(50_000, 1) }],
  ])("sends what changed: %s", (_, after, expected) => {
    expect(change(many, after)).toEqual([2, expected]);
  });

  test("is reversed by moving all but one", () => {
    const [, patch] = change(many, many.toReversed()) as [number, { m: number[] }];
    expect(patch.m).toHaveLength(2 * (many.length - 1));
  });

  test("comes and goes", () => {
    expect(change(many, [])).toEqual([0, ""]);
    expect(String((change([], many) as [number, string])[1]).match(/<li/g)).toHaveLength(many.length);
  });

  test("is added to a stream at once", () => {
    const log = stream({ key: ({ key }: Row) => key });
    log.append(...many.slice(0, 50_000));
    log.prepend(...many.slice(50_000));
    expect([log.length, log.keys[0], log.keys.at(-1)]).toEqual([many.length, 50_000, 49_999]);
    log.reset(...many);
    expect(log.keys).toEqual(many.map(({ key }) => key));
  });

  test.each<[string, (log: Stream<Row>) => void, Key, Key]>([
    ["appended at once", (log) => log.append(...many), 60_000, 99_999],
    ["prepended at once", (log) => log.prepend(...many), 0, 39_999],
    ["appended one by one", (log) => many.forEach((row) => void log.append(row)), 60_000, 99_999],
    ["prepended one by one", (log) => many.forEach((row) => void log.prepend(row)), 99_999, 60_000],
  ])("leaves a stream with a limit what fits at that end: %s", (_, add, first, last) => {
    const log = stream({ key: ({ key }: Row) => key, limit: 40_000 });
    add(log);
    expect([log.length, log.keys[0], log.keys.at(-1)]).toEqual([40_000, first, last]);
    expect(log.fresh.size).toBe(40_000);
  });
});

describe("a list that misbehaves", () => {
  test("that grows while it is rendered is shown as it was before", () => {
    const items = ["a", "b"];
    const grow = (item: string) => {
      items.push(`${item}+`);
      return html`<li>${item}</li>`;
    };
    const shown = html`<ul>${each(items, grow)}</ul>`;
    expect(toHtml(shown)).toBe("<ul lv><li lv>a</li><li lv>b</li></ul>");
    expect(
      diffHtml(shown, html`<ul>${each(["a", "b", "c"], (item) => html`<li>${item}</li>`)}</ul>`)?.patch,
    ).toEqual([0, [0, "<li lv>a</li><li lv>b</li><li lv>c</li>"]]);
  });

  test("whose row throws leaves the last rendering as it was", () => {
    const view = (texts: (string | undefined)[]) =>
      html`<ul>${each(
        texts,
        (_, index) => index,
        (text) => html`<li>${text?.toUpperCase() ?? fail()}</li>`,
      )}</ul>`;
    const fail = (): string => {
      throw new Error("no text");
    };
    const shown = view(["a", "b"]);
    toHtml(shown);
    expect(() => diffHtml(shown, view(["x", undefined]))).toThrow("no text");
    expect(diffHtml(shown, view(["a", "c"]))?.patch).toEqual([0, [2, { u: [1, [0, "C"]] }]]);
  });

  test("whose getter throws leaves the last rendering as it was", () => {
    const bad = {
      key: 1,
      get text(): string {
        throw new Error("no text");
      },
    };
    const shown = list(rowsOf(1));
    toHtml(shown);
    expect(() => diffHtml(shown, list([bad]))).toThrow("no text");
    expect(diffHtml(shown, list([{ key: 1, text: "2" }]))?.patch).toEqual([0, [2, { u: [0, [0, "2"]] }]]);
  });

  test("that contains itself is an error, and the next rendering is not", () => {
    const cyclic: TemplateValue[] = [];
    cyclic.push("a", cyclic);
    const shown = html`<p>${["a", ["b"]]}</p>`;
    toHtml(shown);
    const tooDeep = "LV-TEMPLATE-DEPTH: Values stand in each other more than 1024 deep";
    expect(() => toHtml(html`<p>${cyclic}</p>`)).toThrow(tooDeep);
    expect(() => diffHtml(shown, html`<p>${cyclic}</p>`)).toThrow(tooDeep);
    expect(() => revive(html`<p>${cyclic}</p>`)).toThrow(tooDeep);
    expect(toHtml(html`<p>${["a"]}</p>`)).toBe("<p lv><!--[--><!--[-->a<!--]--><!--]--></p>");
  });

  test("whose rows are all one template object is shown, and changes", () => {
    const view = (text: string) => {
      const row: Html = html`<li>${text}${each([text], (inner) => html`<b>${inner}</b>`)}</li>`;
      return html`<ul>${each(
        [1, 2],
        (item) => item,
        () => row,
      )}</ul>`;
    };
    const inside = (text: string) => `<!--[-->${text}<!--]--><!--[--><b lv>${text}</b><!--]-->`;
    const shown = view("a");
    expect(toHtml(shown)).toBe(`<ul lv><li lv=e>${inside("a")}</li><li lv=e>${inside("a")}</li></ul>`);
    const patch = [1, "c", 2, expect.anything()];
    expect(diffHtml(shown, view("c"))?.patch).toEqual([0, [2, { u: [0, patch, 1, patch] }]]);
  });
});
