import type { PointChange, ScopePatch } from "../shared/wire.ts";
import { type Each, type Key, Rows } from "../template/each.ts";
import type { Html } from "../template/html.ts";
import { diffKeys } from "./diff-keys.ts";
import { ListChanges } from "./list-changes.ts";

/** Compares two renderings of one template, as {@link diffHtml} does. */
export type DiffRow = (before: Html, row: Html) => ScopePatch | undefined;

export interface ListDiff {
  readonly rows: Rows;
  /** undefined when nothing changed. */
  readonly change: PointChange | undefined;
}

/** Renders a list and compares it with its last rendering, row by row with `diffRow`. @throws LV-TEMPLATE-KEY */
export function diffEach(before: Rows, list: Each, diffRow: DiffRow): ListDiff {
  const diff = new EachDiff(before, list, diffRow);
  const rows = diff.run();
  return { rows, change: diff.changes.toChange(rows.rows.length) };
}

class EachDiff {
  readonly changes = new ListChanges();
  readonly #before: Rows;
  readonly #list: Each;
  readonly #diffRow: DiffRow;
  readonly #rows: Html[] = [];

  constructor(before: Rows, list: Each, diffRow: DiffRow) {
    this.#before = before;
    this.#list = list;
    this.#diffRow = diffRow;
  }

  run(): Rows {
    const keys = this.#list.keysAfter(this.#before.keys);
    const memos = this.#list.memos();
    const old = this.#before.keys;
    if (keys && old && keys !== old) this.#byKey(old, keys, memos);
    else this.#byPosition(memos);
    return new Rows(this.#rows, keys, memos);
  }

  #byPosition(memos: readonly unknown[] | undefined): void {
    const { length } = this.#list.items;
    const old = this.#before.rows.length;
    for (let index = 0; index < length; index++) this.#row(index, index, memos);
    for (let index = length; index < old; index++) this.changes.remove(index);
  }

  #byKey(old: readonly Key[], keys: readonly Key[], memos: readonly unknown[] | undefined): void {
    const { removed, moved, sources } = diffKeys(old, keys);
    for (const [index, source] of sources.entries()) {
      const stays = this.#row(index, source, memos);
      if (!stays) sources[index] = -1;
    }
    this.changes.rearrange(removed, stillMoving(moved, sources));
  }

  /** Renders the item now at `index` and once at `source`. False when it is a new one in the page. */
  #row(index: number, source: number, memos: readonly unknown[] | undefined): boolean {
    const old = this.#before.rows[source];
    if (old && memos && isSameMemo(this.#before.memos?.[source], memos[index])) {
      this.#rows.push(old);
      return true;
    }
    const row = this.#list.rowOf(index);
    this.#rows.push(row);
    if (old === row) return true;
    if (old?.template !== row.template) {
      if (old) this.changes.remove(source);
      this.changes.insert(index, row);
      return false;
    }
    const patch = this.#diffRow(old, row);
    if (patch) this.changes.update(index, patch);
    return true;
  }
}

/** Without the items that were replaced because they have another template now. */
function stillMoving(moved: readonly number[], sources: Int32Array): number[] {
  const kept: number[] = [];
  for (let at = 0; at < moved.length; at += 2) {
    const [source = -1, index = -1] = moved.slice(at, at + 2);
    if (sources[index] === source) kept.push(source, index);
  }
  return kept;
}

function isSameMemo(before: unknown, memo: unknown): boolean {
  if (Object.is(before, memo)) return true;
  if (!Array.isArray(before) || !Array.isArray(memo) || before.length !== memo.length) return false;
  return before.every((value, index) => Object.is(value, memo[index]));
}
