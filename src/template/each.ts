import { LiveloomError } from "../errors.ts";
import type { Html } from "./html.ts";
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

/** What makes the items of a list, by position. */
interface EachFunctions {
  readonly rowOf: (index: number) => Html;
  readonly keyOf?: ((index: number) => Key) | undefined;
  readonly memoOf?: ((index: number) => unknown) | undefined;
}

/** A list still to be rendered: made by {@link each}, and by an array in a hole. */
export class Each {
  /** Exists for the compiler only: no plain object has this type. */
  declare protected readonly brand: "Each";
  readonly items: readonly unknown[];
  readonly rowOf: (index: number) => Html;
  readonly #keyOf: ((index: number) => Key) | undefined;
  readonly #memoOf: ((index: number) => unknown) | undefined;

  constructor(items: readonly unknown[], { rowOf, keyOf, memoOf }: EachFunctions) {
    this.items = items;
    this.rowOf = rowOf;
    this.#keyOf = keyOf;
    this.#memoOf = memoOf;
  }

  /** Renders every item. @throws LV-TEMPLATE-KEY */
  toRows(): Rows {
    const keys = this.keysAfter(undefined);
    return new Rows(ofEach(this.items, this.rowOf), keys, this.memos());
  }

  /**
   * The keys of all items, undefined for a list without keys; `before` itself when nothing changed.
   * @throws LV-TEMPLATE-KEY
   */
  keysAfter(before: readonly Key[] | undefined): readonly Key[] | undefined {
    const keys = this.#keyOf && ofEach(this.items, this.#keyOf);
    if (!keys) return undefined;
    if (before?.length === keys.length && keys.every((key, index) => key === before[index])) return before;
    if (new Set(keys).size !== keys.length) throw duplicate(keys);
    return keys;
  }

  memos(): readonly unknown[] | undefined {
    return this.#memoOf && ofEach(this.items, this.#memoOf);
  }
}

function ofEach<Result>(items: readonly unknown[], make: (index: number) => Result): Result[] {
  const results: Result[] = [];
  for (let index = 0; index < items.length; index++) results.push(make(index));
  return results;
}

function duplicate(keys: readonly Key[]): LiveloomError {
  const key = keys.find((candidate, index) => keys.indexOf(candidate) !== index);
  return new LiveloomError("LV-TEMPLATE-KEY", { key: String(key) });
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
export function each<Item>(items: Iterable<Item>, row: (item: Item, index: number) => Html): Each;
export function each<Item>(
  items: Iterable<Item>,
  key: (item: Item, index: number) => Key,
  row: (item: Item, index: number) => Html,
  options?: EachOptions<Item>,
): Each;
export function each<Item>(
  items: Iterable<Item> | Stream<Item>,
  ...[keyOrRow, row, options]: EachArguments<Item>
): Each | StreamEach {
  if (items instanceof Stream) return new StreamEach(items, keyOrRow as (item: unknown) => Html);
  const list = Array.isArray(items) ? (items as readonly Item[]) : [...items];
  const call =
    <Result>(fn: (item: Item, index: number) => Result) =>
    (index: number): Result =>
      fn(list[index] as Item, index);
  if (!row) return new Each(list, { rowOf: call(keyOrRow as (item: Item, index: number) => Html) });
  const keyOf = call(keyOrRow as (item: Item, index: number) => Key);
  const { memo } = options ?? {};
  const memoOf = memo && (memo === true ? (index: number) => list[index] : call(memo));
  return new Each(list, { rowOf: call(row), keyOf, memoOf });
}

type EachArguments<Item> = [
  keyOrRow: ((item: Item, index: number) => Key) | ((item: Item, index: number) => Html),
  row?: (item: Item, index: number) => Html,
  options?: EachOptions<Item>,
];
