import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffHtml } from "../diff/diff-html.ts";
import type { ListPatch } from "../shared/wire.ts";
import { each } from "./each.ts";
import { type Html, html } from "./html.ts";
import { checkpoint } from "./restorable.ts";
import { type Stream, settleStreams, stream } from "./stream.ts";
import { toHtml } from "./to-html.ts";

interface Item {
  readonly id: number;
  readonly text: string;
}

const item = (id: number, text = `t${id}`): Item => ({ id, text });
const items = (...ids: number[]) => ids.map((id) => item(id));

function streamOf(...ids: number[]): Stream<Item> {
  const made = stream({ key: ({ id }: Item) => id });
  made.append(...items(...ids));
  return made;
}

/** A page that shows a stream; `change` gives the patch that a browser gets. */
class Shown {
  readonly #view: () => Html;
  #rendered: Html;

  constructor(
    list: Stream<Item>,
    view = () => html`<ul>${each(list, ({ text }) => html`<li>${text}</li>`)}</ul>`,
  ) {
    this.#view = view;
    this.#rendered = view();
    settleStreams(() => toHtml(this.#rendered));
  }

  change() {
    const next = this.#view();
    const diff = settleStreams(() => diffHtml(this.#rendered, next));
    this.#rendered = diff?.html ?? this.#rendered;
    return diff?.patch[1];
  }
}

describe("a stream", () => {
  test.each([
    ["append", (list: Stream<Item>) => list.append(item(4), item(5)), [1, 2, 3, 4, 5]],
    ["prepend, in the given order", (list: Stream<Item>) => list.prepend(item(4), item(5)), [4, 5, 1, 2, 3]],
    ["insert before a position", (list: Stream<Item>) => list.insert(1, item(4)), [1, 4, 2, 3]],
    [
      "append what is there, in its place",
      (list: Stream<Item>) => list.append(item(2), item(4)),
      [1, 2, 3, 4],
    ],
    ["append one item twice", (list: Stream<Item>) => list.append(item(4), item(4)), [1, 2, 3, 4]],
    ["update", (list: Stream<Item>) => list.update(item(2)), [1, 2, 3]],
    ["update what is not there", (list: Stream<Item>) => list.update(item(9)), [1, 2, 3]],
    ["delete", (list: Stream<Item>) => list.delete(2), [1, 3]],
    ["delete what is not there", (list: Stream<Item>) => list.delete(9), [1, 2, 3]],
    ["reset", (list: Stream<Item>) => list.reset(item(3), item(7)), [3, 7]],
  ])("can %s", (_, change, keys) => {
    const list = streamOf(1, 2, 3);
    change(list);
    expect(list.keys).toEqual(keys);
  });

  test("says whether it had what was updated or deleted", () => {
    const list = streamOf(1);
    expect([list.update(item(1)), list.update(item(2)), list.delete(2), list.delete(1)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  test.each([
    ["start when appended to", (list: Stream<Item>) => list.append(...items(4, 5)), [3, 4, 5]],
    ["end when prepended to", (list: Stream<Item>) => list.prepend(...items(4, 5)), [4, 5, 1]],
    ["end when inserted into", (list: Stream<Item>) => list.insert(1, item(4)), [1, 4, 2]],
  ])("over its limit drops from the %s", (_, change, keys) => {
    const list = stream({ key: ({ id }: Item) => id, limit: 3 });
    list.append(...items(1, 2, 3));
    change(list);
    expect(list.keys).toEqual(keys);
  });

  test("that is empty keeps the first of what is prepended, up to its limit", () => {
    const list = stream({ key: ({ id }: Item) => id, limit: 2 });
    list.prepend(...items(1, 2, 3));
    expect(list.keys).toEqual([1, 2]);
  });

  test("with a limit between two numbers never has more items", () => {
    const list = stream({ key: ({ id }: Item) => id, limit: 2.5 });
    list.append(...items(1, 2, 3));
    expect(list.keys).toEqual([2, 3]);
  });

  test("knows its items while many are added, changed and taken out one by one", () => {
    const list = streamOf(1, 2, 3);
    const ids = Array.from({ length: 40 }, (_, index) => index + 4);
    for (const id of ids) list.append(item(id));
    for (const id of ids) list.append(item(id, "again"));
    expect(list.keys).toEqual([1, 2, 3, ...ids]);
    list.delete(20);
    expect([list.has(20), list.has(21), list.update(item(20)), list.update(item(21))]).toEqual([
      false,
      true,
      false,
      true,
    ]);
    list.append(item(20));
    expect(list.keys).toEqual([1, 2, 3, ...ids.filter((id) => id !== 20), 20]);
    list.reset(item(7));
    expect([list.has(7), list.has(8)]).toEqual([true, false]);
  });

  test("refuses a limit that keeps nothing", () => {
    expect(() => stream({ key: ({ id }: Item) => id, limit: 0 })).toThrow("LV-STREAM-LIMIT");
  });

  test("keeps no item that a browser has", () => {
    const list = streamOf(1, 2);
    expect(list.fresh.size).toBe(2);
    new Shown(list);
    expect(list.fresh.size).toBe(0);
  });
});

describe("what is sent of a stream", () => {
  test.each([
    ["nothing when nothing changed", () => undefined, undefined],
    ["an appended item", (list: Stream<Item>) => list.append(item(4)), [2, { i: [3, "<li lv>t4</li>"] }]],
    ["a prepended item", (list: Stream<Item>) => list.prepend(item(4)), [2, { i: [0, "<li lv>t4</li>"] }]],
    ["a deleted item", (list: Stream<Item>) => list.delete(2), [2, { r: [1] }]],
    [
      "a changed item, in its place",
      (list: Stream<Item>) => list.update(item(2, "x")),
      [2, { u: [1, [0, "x"]] }],
    ],
    ["an emptied list", (list: Stream<Item>) => list.reset(), [0, ""]],
    [
      "nothing of an item that came and went",
      (list: Stream<Item>) => list.append(item(4)) ?? list.delete(4),
      undefined,
    ],
    [
      "a reset, as the difference",
      (list: Stream<Item>) => list.reset(item(3), item(9)),
      [2, { r: [0, 1], u: [0, [0, "t3"]], i: [1, "<li lv>t9</li>"] }],
    ],
  ])("is %s", (_, change, expected) => {
    const list = streamOf(1, 2, 3);
    const shown = new Shown(list);
    change(list);
    expect(shown.change()).toEqual(expected);
  });

  test("is a new item where one changed its template", () => {
    const list = streamOf(1, 2);
    const row = ({ text }: Item) => (text === "big" ? html`<li><b>${text}</b></li>` : html`<li>${text}</li>`);
    const shown = new Shown(list, () => html`<ul>${each(list, row)}</ul>`);
    list.update(item(2, "big"));
    expect(shown.change()).toEqual([2, { r: [1], i: [1, "<li lv=e><b lv>big</b></li>"] }]);
  });

  test("comes again after a rendering that failed", () => {
    const list = streamOf(1);
    let isBroken = false;
    const shown = new Shown(
      list,
      () => html`<ul>${each(list, () => html`<li></li>`)}</ul>${isBroken ? ({} as "") : ""}`,
    );
    list.append(item(2));
    isBroken = true;
    expect(() => shown.change()).toThrow("LV-TEMPLATE-VALUE");
    isBroken = false;
    expect(shown.change()).toEqual([2, { i: [1, "<li lv=e></li>"] }]);
  });

  test("cannot be the whole list once its items are gone", () => {
    const list = streamOf(1);
    let isOpen = true;
    const shown = new Shown(list, () => html`<ul>${isOpen ? each(list, () => html`<li></li>`) : ""}</ul>`);
    isOpen = false;
    shown.change();
    isOpen = true;
    expect(() => shown.change()).toThrow("LV-STREAM-GONE");
  });
});

test("a stream is what a list with the same changes would be", () => {
  const change = fc.oneof(
    fc.record({ kind: fc.constantFrom("append", "prepend"), ids: fc.array(fc.nat(9), { maxLength: 3 }) }),
    fc.record({ kind: fc.constantFrom("update", "delete"), ids: fc.array(fc.nat(9), { maxLength: 1 }) }),
    fc.record({ kind: fc.constant("reset"), ids: fc.array(fc.nat(9), { maxLength: 5 }) }),
  );
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      const list = streamOf();
      let model: number[] = [];
      for (const { kind, ids } of changes) {
        const fresh = [...new Set(ids)].filter((id) => !model.includes(id));
        if (kind === "append") model = [...model, ...fresh];
        if (kind === "prepend") model = [...fresh, ...model];
        if (kind === "delete") model = model.filter((id) => !ids.includes(id));
        if (kind === "reset") model = [...new Set(ids)];
        if (kind === "delete") for (const id of ids) list.delete(id);
        else if (kind === "update") for (const id of ids) list.update(item(id));
        else list[kind as "append" | "prepend" | "reset"](...items(...ids));
        expect(list.keys).toEqual(model);
      }
    }),
  );
});

describe("what is sent of a stream", () => {
  const operation = fc.tuple(
    fc.constantFrom("append", "prepend", "insert", "update", "delete", "reset"),
    fc.array(fc.nat(14), { maxLength: 3 }),
  );

  function run(list: Stream<Item>, [kind, ids]: readonly [string, number[]], round: number): void {
    const fresh = ids.map((id) => item(id, `${id}.${round}`));
    if (kind === "append") list.append(...fresh);
    if (kind === "prepend") list.prepend(...fresh);
    if (kind === "insert") list.insert(list.length >> 1, ...fresh);
    if (kind === "reset") list.reset(...fresh);
    if (kind === "update") for (const each of fresh) list.update(each);
    if (kind === "delete") for (const id of ids) list.delete(id);
  }

  test("leads to the list that it is, however it was changed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(operation, { maxLength: 4 })),
        fc.integer({ min: 1, max: 8 }),
        (rounds, limit) => {
          const list = stream({ key: ({ id }: Item) => id, limit });
          const shown = new Shown(list);
          let texts: string[] = [];
          for (const [round, operations] of rounds.entries()) {
            for (const each of operations) run(list, each, round);
            texts = applied(texts, shown.change());
            expect(texts.map((text) => Number.parseInt(text, 10))).toEqual(list.keys);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("is the same after changes that were undone, any number of times", () => {
    const operations = fc.array(operation, { maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(operations, fc.array(operations, { maxLength: 2 }))),
        fc.integer({ min: 1, max: 8 }),
        (rounds, limit) => {
          const list = stream({ key: ({ id }: Item) => id, limit });
          const shown = new Shown(list);
          let texts: string[] = [];
          for (const [round, [kept, undone]] of rounds.entries()) {
            for (const each of kept) run(list, each, round);
            const restore = list[checkpoint]();
            const before = [list.version, [...list.keys], [...list.fresh], list.shownKeys];
            for (const attempt of undone) {
              for (const each of attempt) run(list, each, round + 0.5);
              restore();
              expect([list.version, list.keys, [...list.fresh], list.shownKeys]).toEqual(before);
            }
            texts = applied(texts, shown.change());
            expect(texts.map((text) => Number.parseInt(text, 10))).toEqual(list.keys);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("is not undone any more once it was shown", () => {
    const list = stream({ key: ({ id }: Item) => id });
    const shown = new Shown(list);
    const restore = list[checkpoint]();
    list.append(item(1, "a"));
    shown.change();
    restore();
    expect(list.keys).toEqual([1]);
  });

  /** The texts of a list after a change, as a browser would have them. */
  function applied(before: readonly string[], change: unknown): string[] {
    if (!Array.isArray(change)) return [...before];
    const [kind, detail] = change;
    if (kind === 0) return textsOf(String(detail));
    const { r = [], m = [], i = [], u = [] } = detail as ListPatch;
    const after: (string | undefined)[] = [];
    const leaving = new Set<number>(r);
    for (const [at, part] of i.entries())
      if (typeof part === "number")
        for (const [n, text] of textsOf(String(i[at + 1])).entries()) after[part + n] = text;
    for (let at = 0; at < m.length; at += 2) {
      leaving.add(m[at] ?? -1);
      after[m[at + 1] ?? -1] = before[m[at] ?? -1];
    }
    const staying = before.filter((_, position) => !leaving.has(position));
    const whole = Array.from(
      { length: Math.max(after.length, after.filter(Boolean).length + staying.length) },
      (_, at) => after[at] ?? staying.shift(),
    );
    for (let at = 0; at < u.length; at += 2) whole[u[at] as number] = (u[at + 1] as [number, string])[1];
    return whole.map(String);
  }

  function textsOf(markup: string): string[] {
    return [...markup.matchAll(/<li lv>(.*?)<\/li>/g)].map(([, text = ""]) => text);
  }
});
