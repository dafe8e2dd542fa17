import { RawHtml } from "../../raw.ts";
import { Stream } from "../../stream.ts";
import { toSafeHtml } from "../escape-html.ts";
import { type Filter, onText, onValue } from "../filter.ts";
import { noItems } from "../no-items.ts";
import { property } from "../property.ts";
import { sourceText, textOf } from "../python-text.ts";
import { compare, itemsOf, lengthOf, plain } from "../python-value.ts";
import type { Scope } from "../scope.ts";
import { toFloat, toInteger } from "../to-number.ts";
import { slice } from "./slice.ts";
import { unorderedList } from "./unordered-list.ts";

export const listFilters = new Map<string, Filter>([
  ["dictsort", onValue((value, by) => sorted(value, by), { argument: "required" })],
  ["dictsortreversed", onValue((value, by) => sorted(value, by, true), { argument: "required" })],
  ["first", onValue((value) => itemAt(value, 0))],
  ["join", onValue(join, { argument: "required", keepsSafe: true })],
  ["last", onValue((value) => itemAt(value, -1), { keepsSafe: true })],
  ["length", onValue((value) => lengthOf(value) ?? 0)],
  ["make_list", onText((text) => [...text])],
  ["pprint", onValue(sourceText, { keepsSafe: true })],
  [
    "random",
    onValue((value) => itemAt(value, Math.floor(Math.random() * (lengthOf(value) ?? 0))), {
      keepsSafe: true,
    }),
  ],
  ["slice", onValue(slice, { argument: "required", keepsSafe: true })],
  ["unordered_list", onValue((value, _, { autoescape }) => unorderedList(value, autoescape))],
]);

/** Items of a list or characters of a text; dictionaries have no order to count in. */
function sequence(value: unknown): readonly unknown[] | undefined {
  const given = plain(value);
  if (given instanceof Stream) throw noItems();
  return typeof given === "string" || Array.isArray(given) ? itemsOf(given) : undefined;
}

/** Empty for an empty sequence; undefined for what is none. */
function itemAt(value: unknown, index: number): unknown {
  const items = sequence(value);
  return items?.length === 0 ? "" : items?.at(index);
}

function join(value: unknown, separator: unknown, { autoescape }: Scope): unknown {
  const items = itemsOf(value);
  if (!items) return value;
  if (autoescape) return new RawHtml(items.map(toSafeHtml).join(toSafeHtml(separator)));
  return new RawHtml(items.map(textOf).join(textOf(separator)));
}

/** Sorted by an attribute of the items, or by their item of that number. Empty when they have no order. */
function sorted(value: unknown, by: unknown, isReversed = false): unknown {
  const items = itemsOf(value);
  const keyOf = keyBy(by);
  if (items?.length === 0) return [];
  if (!items || !keyOf) return "";
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  if (keyed.some(({ key }) => key === undefined || compare(key, keyed[0]?.key) === undefined)) return "";
  const direction = isReversed ? -1 : 1;
  return keyed.sort((one, other) => direction * (compare(one.key, other.key) ?? 0)).map(({ item }) => item);
}

function keyBy(by: unknown): ((item: unknown) => unknown) | undefined {
  const path = textOf(by);
  if (toFloat(by) !== undefined) {
    const index = toInteger(by);
    return typeof plain(by) === "number" && index !== undefined
      ? (item) => sequence(item)?.at(index)
      : undefined;
  }
  if (/(^|\.)_/.test(path)) return undefined;
  const names = path.split(".");
  return (item) => names.reduce(property, item);
}
