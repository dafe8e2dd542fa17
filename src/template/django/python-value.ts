import { nested } from "../nesting-depth.ts";
import { RawHtml } from "../raw.ts";
import { Stream } from "../stream.ts";
import { type Judged, truth } from "../truth.ts";
import { noItems } from "./no-items.ts";

/** Text that is marked safe compares and counts like any text. */
export function plain(value: unknown): unknown {
  return value instanceof RawHtml ? value.html : value;
}

/** An object without a class: what Django calls a dictionary. */
export function isDictionary(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** How many items, characters or entries there are; undefined for what has no length. */
export function lengthOf(value: unknown): number | undefined {
  if (typeof value === "string") return isAscii(value) ? value.length : [...value].length;
  if (value instanceof RawHtml) return lengthOf(value.html);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return "length" in value ? Number(value.length) : 0;
  if (value instanceof Map || value instanceof Set) return value.size;
  if (value instanceof Stream) return value.length;
  return isDictionary(value) ? Object.keys(value).length : undefined;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

/** Whether `{% if %}` takes it for true: nothing empty is. */
export function isTrue(value: unknown): boolean {
  if (typeof value === "boolean") return value;
  if (value === undefined || value === null || value === "" || value === 0 || value === 0n) return false;
  if (typeof value !== "object") return true;
  const said = (value as Judged)[truth];
  return said === undefined ? lengthOf(value) !== 0 : said;
}

/**
 * The items one can loop over: of a list, a text's characters, a dictionary's keys; undefined for other things.
 * @throws LV-TEMPLATE-VALUE for a stream
 */
export function itemsOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value === "string") return [...value];
  if (value instanceof RawHtml) return [...value.html];
  if (value instanceof Map) return [...value.keys()];
  if (value instanceof Stream) throw noItems();
  if (typeof value !== "object" || value === null) return undefined;
  if (Symbol.iterator in value) return Array.from(value as Iterable<unknown>);
  return isDictionary(value) ? Object.keys(value) : undefined;
}

/** Python's `==`: lists and dictionaries are compared by what they hold, and true is 1. */
export function isEqual(left: unknown, right: unknown): boolean {
  const [one, other] = [comparable(left), comparable(right)];
  if (one === other) return true;
  if (isNumber(one) && isNumber(other)) return Number(one) === Number(other);
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) && Array.isArray(other)) return isSameList(one, other);
  if (one instanceof Set && other instanceof Set) return isSameList([...one].sort(), [...other].sort());
  const [entries, otherEntries] = [entriesOf(one), entriesOf(other)];
  return entries !== undefined && otherEntries !== undefined && isSameDictionary(entries, otherEntries);
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/** Missing is None, true and false are 1 and 0, safe text is text, and a date is its moment. */
function comparable(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === "boolean") return Number(value);
  if (value instanceof Date) return value.getTime();
  return plain(value);
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  return nested(() => one.every((item, index) => isEqual(item, other[index])));
}

function entriesOf(value: object): ReadonlyMap<unknown, unknown> | undefined {
  if (value instanceof Map) return value;
  return isDictionary(value) ? new Map(Object.entries(value)) : undefined;
}

function isSameDictionary(one: ReadonlyMap<unknown, unknown>, other: ReadonlyMap<unknown, unknown>): boolean {
  if (one.size !== other.size) return false;
  return nested(() => [...one].every(([key, value]) => other.has(key) && isEqual(value, other.get(key))));
}

/** Below 0, 0 or above 0 as in sorting; undefined when the two have no order, such as a number and a text. */
export function compare(left: unknown, right: unknown): number | undefined {
  const [one, other] = [ordered(left), ordered(right)];
  if (isNumber(one) && isNumber(other)) return one < other ? -1 : Number(one > other);
  if (typeof one === "string" && typeof other === "string") return one < other ? -1 : Number(one > other);
  return Array.isArray(one) && Array.isArray(other) ? compareLists(one, other) : undefined;
}

function ordered(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : comparable(value);
}

function compareLists(one: readonly unknown[], other: readonly unknown[]): number | undefined {
  for (const [index, item] of one.entries()) {
    if (index >= other.length) return 1;
    if (!isEqual(item, other[index])) return nested(() => compare(item, other[index]));
  }
  return one.length - other.length;
}

/** Python's `in`: part of a text, item of a list, key of a dictionary, what an object's own `has()` says. undefined when there is nothing to be in. */
export function contains(container: unknown, item: unknown): boolean | undefined {
  const [within, wanted] = [plain(container), plain(item)];
  if (typeof within === "string") return typeof wanted === "string" ? within.includes(wanted) : undefined;
  if (within instanceof Map || within instanceof Set) return within.has(wanted);
  if (isDictionary(within)) return Object.hasOwn(within, String(wanted));
  if (typeof within === "object" && within !== null && "has" in within && typeof within.has === "function")
    return Boolean(within.has(wanted));
  return itemsOf(within)?.some((each) => isEqual(each, wanted));
}
