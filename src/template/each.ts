import { LiveloomError } from "../errors.ts";
import type { Html } from "./html.ts";

/** Identifies a list item for as long as it is in the list. */
export type Key = string | number | bigint;

/** The rendered items of a list, with their keys when the list has keys. */
export class Rows {
  readonly keys: readonly Key[] | undefined;
  readonly rows: readonly Html[];

  constructor(keys: readonly Key[] | undefined, rows: readonly Html[]) {
    this.keys = keys;
    this.rows = rows;
  }
}

/** A list still to be rendered: made by {@link each}, and by an array in a hole. */
export class Each {
  /** Exists for the compiler only: no plain object has this type. */
  declare protected readonly brand: "Each";
  readonly items: readonly unknown[];
  readonly keyOf: ((index: number) => Key) | undefined;
  readonly rowOf: (index: number) => Html;

  constructor(
    items: readonly unknown[],
    keyOf: ((index: number) => Key) | undefined,
    rowOf: (index: number) => Html,
  ) {
    this.items = items;
    this.keyOf = keyOf;
    this.rowOf = rowOf;
  }

  /** Renders every item. @throws LV-TEMPLATE-KEY */
  toRows(): Rows {
    const keys = this.keys();
    return new Rows(
      keys,
      Array.from(this.items, (_, index) => this.rowOf(index)),
    );
  }

  /** The keys of all items, or undefined for a list without keys. @throws LV-TEMPLATE-KEY */
  keys(): Key[] | undefined {
    const { keyOf } = this;
    if (!keyOf) return undefined;
    const keys = Array.from(this.items, (_, index) => keyOf(index));
    if (new Set(keys).size !== keys.length) throw duplicate(keys);
    return keys;
  }
}

function duplicate(keys: readonly Key[]): LiveloomError {
  const key = keys.find((candidate, index) => keys.indexOf(candidate) !== index);
  return new LiveloomError("LV-TEMPLATE-KEY", { key: String(key) });
}

/**
 * Renders a list. With keys, an item that moves keeps its elements in the browser (focus, typed text,
 * playing media); without, items are compared by position. The functions are called while the page is
 * rendered, once per item.
 * @throws LV-TEMPLATE-KEY when two items have one key.
 * @example each(members, (member) => member.id, (member) => html`<li>${member.name}</li>`)
 */
export function each<Item>(items: Iterable<Item>, row: (item: Item, index: number) => Html): Each;
export function each<Item>(
  items: Iterable<Item>,
  key: (item: Item, index: number) => Key,
  row: (item: Item, index: number) => Html,
): Each;
export function each<Item>(
  items: Iterable<Item>,
  keyOrRow: ((item: Item, index: number) => Key) | ((item: Item, index: number) => Html),
  row?: (item: Item, index: number) => Html,
): Each {
  const list = Array.isArray(items) ? (items as readonly Item[]) : [...items];
  const call =
    <Result>(fn: (item: Item, index: number) => Result) =>
    (index: number): Result =>
      fn(list[index] as Item, index);
  if (!row) return new Each(list, undefined, call(keyOrRow as (item: Item, index: number) => Html));
  return new Each(list, call(keyOrRow as (item: Item, index: number) => Key), call(row));
}
