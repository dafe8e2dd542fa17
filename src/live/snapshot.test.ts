import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { stream } from "../template/stream.ts";
import { Resource } from "./background/resource.ts";
import { event } from "./event.ts";
import { restoreSnapshot, takeSnapshot } from "./snapshot.ts";

/** What a new instance has as `value` after the last one rested; "kept" when that one cannot rest. */
function rested(value: unknown): unknown {
  const snapshot = takeSnapshot({ value });
  if (!snapshot) return "kept";
  const view = { value: "initial" };
  restoreSnapshot(view, snapshot);
  return view.value;
}

/** What lies in another prototype, which `toEqual` does not always tell. */
const prototypeOf = (value: unknown) => Object.getPrototypeOf(Object(value));

const anyData = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withSparseArray: true,
  withObjectString: true,
});

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withSparseArray: true,
  withTypedArray: true,
});

describe("a snapshot", () => {
  test("brings any data back as it was", () => {
    fc.assert(
      fc.property(anyData, (value) => {
        expect(rested(value)).toStrictEqual(value);
      }),
    );
  });

  test("brings anything back as it was, or is not taken", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const restored = rested(value);
        if (restored === "kept") return;
        expect(restored).toStrictEqual(value);
        expect(prototypeOf(restored)).toBe(prototypeOf(value));
      }),
    );
  });

  test.each([
    ["minus zero", -0],
    ["not a number", Number.NaN],
    ["half a character", "\ud800"],
    ["a large bigint", 2n ** 80n],
    ["a date that is none", new Date(Number.NaN)],
    ["a list with gaps", Object.assign([1], { 2: 3 })],
    ["a list with a name", Object.assign([1], { title: "x" })],
    ["a field called __proto__", JSON.parse('{"__proto__":{"isAdmin":true}}')],
    ["undefined", undefined],
    ["a map of sets", new Map([[{ a: 1 }, new Set([new Date(0)])]])],
  ])("keeps %s", (_, value) => {
    expect(rested(value)).toStrictEqual(value);
  });

  test("keeps cycles, and what is there twice", () => {
    const shared = { text: "x" };
    const value: Record<string, unknown> = { one: shared, two: [shared] };
    value.self = value;
    const restored = rested(value) as typeof value;
    expect(restored.self).toBe(restored);
    expect(restored.two).toEqual([restored.one]);
    expect((restored.two as unknown[])[0]).toBe(restored.one);
  });

  class Account {
    name = "x";
  }
  const deep = Array.from({ length: 20_000 }).reduce<unknown>((inside) => [inside], []);
  const linked = Array.from({ length: 2_500 }, () => ({ next: {} }));
  for (const [index, item] of linked.entries()) item.next = linked[index + 1] ?? {};

  test.each([
    ["an object of a class", new Account()],
    ["a list of a class", new (class List extends Array {})()],
    ["a map of a class", new (class Table extends Map {})()],
    ["a date of a class", new (class Day extends Date {})()],
    ["a map with a field", Object.assign(new Map(), { title: "x" })],
    ["a function", () => "x"],
    ["a promise", Promise.resolve()],
    ["a symbol", Symbol("x")],
    [
      "a getter",
      {
        get text() {
          return "x";
        },
      },
    ],
    ["a setter", { set text(_: string) {} }],
    ["a hidden field", Object.defineProperty({}, "text", { value: "x", writable: true })],
    ["a symbol's field", { [Symbol("x")]: 1 }],
    ["a method on a list", Object.assign([1], { first() {} })],
    ["a frozen object", Object.freeze({ a: 1 })],
    ["a sealed list", Object.seal([1])],
    ["an object without prototype", Object.assign(Object.create(null), { a: 1 })],
    ["an object that pretends to be a list", Object.create(Array.prototype)],
    ["an object that pretends to be a map", Object.create(Map.prototype)],
    ["bytes", new Uint8Array(2)],
    ["a buffer", Buffer.from("x")],
    ["a pattern", /x/g],
    ["an error", new Error("x")],
    ["a boxed number", Object(1)],
    ["a weak map", new WeakMap()],
    ["a proxy", new Proxy({ a: 1 }, {})],
    ["a proxy of a list", new Proxy([1], {})],
    ["what is nested too deeply", deep],
    ["a long chain", linked],
  ])("is not taken of %s, wherever it is", (_, value) => {
    expect(takeSnapshot({ value })).toBeUndefined();
    expect(takeSnapshot({ value: [{ value }] })).toBeUndefined();
    expect(takeSnapshot({ value: new Map([[value, new Set([value])]]) })).toBeUndefined();
  });
});

describe("what is in the way of a snapshot", () => {
  const told = (view: object) => {
    const heard: string[] = [];
    takeSnapshot(view, (field, what) => void heard.push(`${field}: ${what}`));
    return heard;
  };
  const hidden = Object.defineProperty({}, "text", { value: "x" });
  const long = Array.from({ length: 1_000 }).reduce<unknown>((inside) => ({ inside }), {});

  test.each<[string, object, string]>([
    ["a class", { url: new URL("http://localhost/") }, "url: an object of the class URL"],
    ["a promise", { count: 1, data: Promise.resolve() }, "data: an object of the class Promise"],
    ["a function", { cart: { items: [1, { price: () => 1 }] } }, "cart.items[1].price: a function"],
    ["an odd name", { cart: { "a b": { c: Symbol("x") } } }, 'cart["a b"].c: a symbol'],
    ["a map", { prices: new Map([["a", { b: new Error("x") }]]) }, "prices.b: an object of the class Error"],
    ["a symbol's field", { cart: { [Symbol("x")]: 1 } }, "cart: a field named by a symbol"],
    ["something frozen", { cart: [Object.freeze({})] }, "cart[0]: something frozen or sealed"],
    ["a proxy", { cart: new Proxy({}, {}) }, "cart: a proxy"],
    ["no prototype", { cart: Object.create(null) }, "cart: an object without a prototype"],
    ["a hidden field", { cart: hidden }, "cart.text: a getter or a field that is hidden or read-only"],
    ["a hidden field of the view", hidden, "text: a getter or a field that is hidden or read-only"],
    [
      "what is nested too deeply",
      { long },
      `long${".inside".repeat(6)}: objects that stand in each other more than 1000 deep`,
    ],
  ])("is told with the way to it: %s", (_, view, expected) => {
    expect(told(view)).toEqual([expected]);
  });

  test("is nothing for data, however often it is in it", () => {
    const shared = { a: [1, new Set([new Date(0)])] };
    expect(told({ shared, again: [shared, shared], _own: () => 1 })).toEqual([]);
  });
});

describe("a view's fields", () => {
  test("are those that are public", () => {
    const list = stream({ key: (text: string) => text });
    const snapshot = takeSnapshot({ count: 1, list, _secret: () => 1, save: event(() => 1) });
    const save = event(() => 2);
    const view = { count: 0, list: undefined, _secret: "own", save };
    if (snapshot) restoreSnapshot(view, snapshot);
    expect(view).toEqual({ count: 1, list, _secret: "own", save });
    expect(view.list).toBe(list);
  });

  test("are gone again when they were deleted", () => {
    const save = event(() => 1);
    const view = { count: 0, error: "initial", _own: 1, save };
    restoreSnapshot(view, takeSnapshot({ count: 1 }) ?? expect.fail());
    expect(view).toEqual({ count: 1, _own: 1, save });
    expect("error" in view).toBe(false);
  });

  test.each([
    [
      "a getter",
      {
        get text() {
          return "x";
        },
      },
    ],
    ["a read-only field", Object.defineProperty({}, "text", { value: "x", enumerable: true })],
    ["a symbol's field", { [Symbol("x")]: 1 }],
    [
      "a getter that throws",
      {
        get text() {
          throw new Error("x");
        },
      },
    ],
    ["a stream in a list", { lists: [stream({ key: (text: string) => text })] }],
    ["no more fields", Object.freeze({ text: "x" })],
  ])("keep the instance when there is %s", (_, view) => {
    expect(takeSnapshot(view)).toBeUndefined();
  });
});

describe("a resource", () => {
  const keeper = {
    settle: (_: unknown, change: () => void) => change(),
    loading: () => {},
    report: () => {},
  };
  const load = vi.fn(() => new Set([1]));

  test("keeps its value and is not loaded again", async () => {
    const view = { value: new Resource(keeper, load, {}) };
    view.value.begin();
    await Promise.resolve();
    await Promise.resolve();
    load.mockClear();
    const snapshot = takeSnapshot(view);
    const next = { value: new Resource(keeper, load, {}) };
    if (snapshot) restoreSnapshot(next, snapshot);
    expect(next.value).not.toBe(view.value);
    expect([next.value.status, next.value.value]).toEqual(["ok", new Set([1])]);
    expect(load).not.toHaveBeenCalled();
  });

  test.each<[string, () => unknown]>([
    ["is loading", () => new Promise(() => {})],
    ["failed", () => Promise.reject("no")],
    ["holds what cannot be written down", () => () => {}],
  ])("that %s keeps the instance", async (_, load) => {
    const view = { value: new Resource(keeper, load, {}) };
    view.value.begin();
    await Promise.resolve();
    await Promise.resolve();
    expect(takeSnapshot(view)).toBeUndefined();
  });
});
