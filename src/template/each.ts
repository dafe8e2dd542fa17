import { LiveloomError } from "../errors.ts";
import type { ComponentUse } from "./component.ts";
import { Html, html, type TemplateValue } from "./html.ts";
import { Stream, StreamEach } from "./stream.ts";

/** Identifies a list item for as long as it is in the list. */
export type Key = string | number | bigint;

/** The rendered items of a list. */
export class Rows {
  readonly rows: readonly Html[];
  /** undefined for a list without keys. */
  readonly keys: readonly Key[] | undefined;
  /** What each row was made from; undefined for a list that does not remember. */
  readonly memos: readonly unknown[] | undefined;

  constructor(
    rows: readonly Html[],
    keys: readonly Key[] | undefined,
    memos: readonly unknown[] | undefined,
  ) {
    this.rows = rows;
    this.keys = keys;
    this.memos = memos;
  }
}

/** What makes the rows of a list. */
interface EachFunctions {
  readonly rowOf: (item: unknown, index: number) => TemplateValue;
  readonly keyOf?: ((item: unknown, index: number) => Key) | undefined;
  readonly memo?: true | ((item: unknown, index: number) => unknown) | undefined;
}

/** A list still to be rendered: made by {@link each}, and by an array in a hole. */
export class Each {
  /** Exists for the compiler only: no plain object has this type. */
  declare protected readonly brand: "Each";
  readonly items: readonly unknown[];
  readonly keyOf: ((item: unknown, index: number) => Key) | undefined;
  readonly #rowOf: (item: unknown, index: number) => TemplateValue;
  readonly #memo: true | ((item: unknown, index: number) => unknown) | undefined;

  constructor(items: readonly unknown[], { rowOf, keyOf, memo }: EachFunctions) {
    this.items = items;
    this.keyOf = keyOf;
    this.#rowOf = rowOf;
    this.#memo = memo;
  }

  /** Renders every item. @throws LV-TEMPLATE-KEY */
  toRows(): Rows {
    const keys = this.keys();
    if (keys) requireUnique(keys);
    const memos = this.memos();
    const rows: Html[] = [];
    // Rendering a row may change the items, which would otherwise never end.
    const { length } = this.items;
    for (let index = 0; index < length; index++) rows.push(this.rowAt(index));
    return new Rows(rows, keys, memos);
  }

  rowAt(index: number): Html {
    const row = this.#rowOf(this.items[index], index);
    return row instanceof Html ? row : html`${row}`;
  }

  /** The keys of all items, undefined for a list without keys. */
  keys(): Key[] | undefined {
    return this.keyOf && this.items.map(this.keyOf);
  }

  /** Whether a row stays as it is as long as its item does. */
  get isItemMemo(): boolean {
    return this.#memo === true;
  }

  /** What each row is made from, undefined for a list that does not remember. */
  memos(): readonly unknown[] | undefined {
    if (this.#memo === undefined) return undefined;
    return this.#memo === true ? this.items.slice() : this.items.map(this.#memo);
  }
}

/** So many keys are looked up one by one; for more a Set is quicker. */
const fewKeys = 8;

/**
 * Refuses keys that stand twice in a list.
 * @param suspects the positions that may be repetitions. Default: all.
 * @throws LV-TEMPLATE-KEY
 */
export function requireUnique(keys: readonly Key[], suspects?: readonly number[]): void {
  const isUnique = (position: number): boolean => {
    const key = keys[position] as Key;
    return keys.indexOf(key) === position && keys.lastIndexOf(key) === position;
  };
  if (suspects && suspects.length <= fewKeys && suspects.every(isUnique)) return;
  if (new Set(keys).size === keys.length) return;
  const seen = new Set<Key>();
  const key = keys.find((candidate) => seen.size === seen.add(candidate).size);
  throw new LiveloomError("LV-TEMPLATE-KEY", { key: String(key) });
}

export interface EachOptions<Item> {
  /**
   * Keeps a row as it is, without rendering it, as long as this stays the same. `true`: the item itself, for items
   * that are replaced and never changed in place. A function: what it returns, an array by its elements; for rows
   * that show more than their item.
   * @example each(rows, (row) => row.id, tableRow, { memo: (row) => [row, row.id === this.selected] })
   */
  readonly memo?: true | ((item: Item, index: number) => unknown);
}

/**
 * Renders a list. With keys, an item that moves keeps its elements in the browser (focus, typed text,
 * playing media); without, items are compared by position. The functions are called while the page is
 * rendered, once per item. A {@link Stream} has keys of its own.
 * @throws LV-TEMPLATE-KEY when two items have one key.
 * @example each(members, (member) => member.id, (member) => html`<li>${member.name}</li>`)
 */
export function each<Item>(items: Stream<Item>, row: (item: Item) => Html): StreamEach;
export function each<Item>(
  items: Iterable<Item>,
  row: (item: Item, index: number) => Html | ComponentUse,
): Each;
export function each<Item>(
  items: Iterable<Item>,
  key: (item: Item, index: number) => Key,
  row: (item: Item, index: number) => Html | ComponentUse,
  options?: EachOptions<Item>,
): Each;
export function each<Item>(
  items: Iterable<Item> | Stream<Item>,
  ...[keyOrRow, row, options]: EachArguments<Item>
): Each | StreamEach {
  if (items instanceof Stream) return new StreamEach(items, keyOrRow as (item: unknown) => Html);
  const list: readonly unknown[] = Array.isArray(items) ? items : [...items];
  const functions = row ? { keyOf: keyOrRow, rowOf: row, memo: options?.memo } : { rowOf: keyOrRow };
  // The overloads have seen to it that the functions fit the items.
  return new Each(list, functions as EachFunctions);
}

type EachArguments<Item> = [
  keyOrRow: ((item: Item, index: number) => Key) | ((item: Item, index: number) => Html | ComponentUse),
  row?: (item: Item, index: number) => Html | ComponentUse,
  options?: EachOptions<Item>,
];
