import type { PointChange } from "../shared/wire.ts";
import { type Each, type Key, Rows, requireUnique } from "../template/each.ts";
import type { Html } from "../template/html.ts";
import type { Nesting } from "../template/nesting.ts";
import { enterNested, leaveNested } from "../template/nesting-depth.ts";
import type { HtmlDiff } from "./diff-html.ts";
import { diffKeys } from "./diff-keys.ts";
import { ListChanges } from "./list-changes.ts";

/** Compares two renderings of one template, as {@link diffHtml} does. */
export type DiffRow = (before: Html, row: Html, inside: Nesting) => HtmlDiff | undefined;

/** What comparing lists takes: how to compare rows, and the rules of nesting in the list's place. */
export interface ListPlace {
  readonly diffRow: DiffRow;
  readonly inside: Nesting;
}

export interface ListDiff {
  readonly rows: Rows;
  /** undefined when nothing changed. */
  readonly change: PointChange | undefined;
}

/** Renders a list and compares it with its last rendering, row by row. @throws LV-TEMPLATE-KEY, LV-TEMPLATE-DEPTH */
export function diffEach(before: Rows, list: Each, place: ListPlace): ListDiff {
  const diff = new EachDiff(before, list, place);
  enterNested();
  try {
    const rows = diff.run();
    return { rows, change: diff.changes.toChange(rows.rows.length) };
  } finally {
    leaveNested();
  }
}

class EachDiff {
  readonly changes: ListChanges;
  readonly #before: Rows;
  readonly #list: Each;
  readonly #diffRow: DiffRow;
  readonly #inside: Nesting;

  constructor(before: Rows, list: Each, { diffRow, inside }: ListPlace) {
    this.changes = new ListChanges(inside);
    this.#before = before;
    this.#list = list;
    this.#diffRow = diffRow;
    this.#inside = inside;
  }

  run(): Rows {
    const changed = this.#changedItems();
    if (changed) return this.#remembered(changed);
    const memos = this.#list.memos();
    const keys = this.#keys();
    return new Rows(this.#rows(keys, memos), keys, memos);
  }

  /** The positions of items that are not what they were, when the list goes by its items and no key changed. */
  #changedItems(): number[] | undefined {
    const { memos, keys } = this.#before;
    const { items, keyOf, isItemMemo } = this.#list;
    if (!(isItemMemo && memos && keys && keyOf) || memos.length !== items.length) return undefined;
    const changed: number[] = [];
    for (let index = 0; index < items.length; index++) {
      if (items[index] === memos[index]) continue;
      if (keyOf(items[index], index) !== keys[index]) return undefined;
      changed.push(index);
    }
    return changed;
  }

  #rows(keys: readonly Key[] | undefined, memos: readonly unknown[] | undefined): readonly Html[] {
    const { keys: old } = this.#before;
    return keys && old && keys !== old ? this.#byKey(old, keys, memos) : this.#byPosition(memos);
  }

  /** The same keys at the same places: only the rows of changed items are looked at. */
  #remembered(changed: readonly number[]): Rows {
    if (changed.length === 0) return this.#before;
    const rows = this.#before.rows.slice();
    const memos = this.#list.items.slice();
    for (const index of changed) rows[index] = this.#row(index, index, memos);
    return new Rows(rows, this.#before.keys, memos);
  }

  /** The keys of the list; those of the last rendering when they are the same. */
  #keys(): readonly Key[] | undefined {
    const { keys: old } = this.#before;
    const { items, keyOf } = this.#list;
    if (!keyOf || !old) {
      const keys = this.#list.keys();
      if (keys) requireUnique(keys);
      return keys;
    }
    if (items.length !== old.length) return this.#list.keys();
    for (let index = 0; index < items.length; index++)
      if (keyOf(items[index], index) !== old[index]) return this.#list.keys();
    return old;
  }

  #byPosition(memos: readonly unknown[] | undefined): readonly Html[] {
    const { length } = this.#list.items;
    const old = this.#before.rows;
    if (!memos && length === old.length) return this.#sameLength();
    const rows: Html[] = [];
    for (let index = 0; index < length; index++) rows.push(this.#row(index, index, memos));
    for (let index = length; index < old.length; index++) this.changes.remove(index);
    return rows;
  }

  /** The usual case, in which nearly all rows are what they were. */
  #sameLength(): readonly Html[] {
    const list = this.#list;
    const old = this.#before.rows;
    let rows: Html[] | undefined;
    for (let index = 0; index < old.length; index++) {
      const before = old[index];
      const kept = this.#compare(list.rowAt(index), index, index);
      if (kept === before) continue;
      rows ??= old.slice();
      rows[index] = kept;
    }
    return rows ?? old;
  }

  #byKey(old: readonly Key[], keys: readonly Key[], memos: readonly unknown[] | undefined): Html[] {
    const rows: Html[] = [];
    const changed = diffKeys(old, keys);
    const { sources, added } = changed;
    requireUnique(keys, added);
    for (let index = 0; index < keys.length; index++)
      rows.push(this.#row(index, sources[index] ?? -1, memos));
    const { rows: before } = this.#before;
    this.changes.rearrange(changed, (source, index) => before[source]?.template === rows[index]?.template);
    return rows;
  }

  /** Renders the item now at `index` and once at `source`, and notes what changed. */
  #row(index: number, source: number, memos: readonly unknown[] | undefined): Html {
    const old = this.#before.rows[source];
    if (old && memos && isSameMemo(this.#before.memos?.[source], memos[index])) return old;
    return this.#compare(this.#list.rowAt(index), index, source);
  }

  /** What to keep of the row: the old one, if that is what it was. */
  #compare(row: Html, index: number, source: number): Html {
    const old = this.#before.rows[source];
    if (old === row) return row;
    if (old?.template !== row.template) {
      if (old) this.changes.remove(source);
      this.changes.insert(index, row);
    } else {
      const diff = this.#diffRow(old, row, this.#inside);
      if (!diff) return old;
      this.changes.update(index, diff.patch);
      return diff.html;
    }
    return row;
  }
}

function isSameMemo(before: unknown, memo: unknown): boolean {
  if (before === memo) return true;
  if (!Array.isArray(before) || !Array.isArray(memo) || before.length !== memo.length) return false;
  return before.every((value, index) => Object.is(value, memo[index]));
}
