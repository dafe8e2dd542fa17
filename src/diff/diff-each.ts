import type { ListPatch, ScopePatch } from "../shared/wire.ts";
import { type Each, type Key, Rows } from "../template/each.ts";
import type { Html } from "../template/html.ts";
import { rowToHtml } from "../template/to-html.ts";
import { longestIncreasing } from "./longest-increasing.ts";

export interface ListDiff {
  readonly rows: Rows;
  /** undefined when nothing changed. */
  readonly patch: ListPatch | undefined;
}

/** Compares two renderings of one template, as {@link diffHtml} does. */
export type DiffRow = (before: Html, row: Html) => ScopePatch | undefined;

/** Renders a list and compares it with its last rendering, row by row with `diffRow`. @throws LV-TEMPLATE-KEY */
export function diffEach(before: Rows, list: Each, diffRow: DiffRow): ListDiff {
  const diff = new EachDiff(before, list, diffRow);
  diff.run();
  return { rows: diff.rows(), patch: diff.patch() };
}

class EachDiff {
  readonly #before: Rows;
  readonly #list: Each;
  readonly #diffRow: DiffRow;
  readonly #rows: Html[] = [];
  readonly #patch: ListPatch = {};
  #keys: readonly Key[] | undefined;
  #changed = false;

  constructor(before: Rows, list: Each, diffRow: DiffRow) {
    this.#before = before;
    this.#list = list;
    this.#diffRow = diffRow;
  }

  rows(): Rows {
    return new Rows(this.#keys, this.#rows);
  }

  patch(): ListPatch | undefined {
    return this.#changed ? this.#patch : undefined;
  }

  run(): void {
    const { keys } = this.#before;
    if (!this.#list.keyOf || !keys) return this.#byPosition();
    const same = this.#sameKeys(keys);
    this.#keys = same ? keys : this.#list.keys();
    if (same || !this.#keys) return this.#byPosition();
    this.#byKey(keys, this.#keys);
  }

  #sameKeys(keys: readonly Key[]): boolean {
    const { keyOf, items } = this.#list;
    return (
      keys.length === items.length && keyOf !== undefined && keys.every((key, index) => key === keyOf(index))
    );
  }

  #byPosition(): void {
    this.#keys ??= this.#list.keys();
    const old = this.#before.rows;
    for (let index = 0; index < this.#list.items.length; index++) this.#compare(index, old[index], index);
    for (let index = this.#list.items.length; index < old.length; index++) this.#remove(index);
  }

  #byKey(oldKeys: readonly Key[], keys: readonly Key[]): void {
    const oldPositions = new Map(oldKeys.map((key, index) => [key, index]));
    const sources = keys.map((key) => oldPositions.get(key) ?? -1);
    const kept = new Set(sources);
    for (let index = 0; index < oldKeys.length; index++) if (!kept.has(index)) this.#remove(index);
    for (const [index, source] of sources.entries()) {
      const stays = this.#compare(index, this.#before.rows[source], source);
      if (!stays) sources[index] = -1;
    }
    this.#move(sources);
  }

  /** Items of the longest run that is already in order stay; the others move. */
  #move(sources: readonly number[]): void {
    const staying = longestIncreasing(sources);
    for (const [index, source] of sources.entries()) {
      if (source < 0 || staying.has(index)) continue;
      this.#patch.m ??= [];
      this.#patch.m.push(source, index);
      this.#changed = true;
    }
  }

  /** Whether the old item is still the one in the page. */
  #compare(index: number, old: Html | undefined, source: number): boolean {
    const row = this.#list.rowOf(index);
    this.#rows.push(row);
    if (old === row) return true;
    if (old?.template !== row.template) {
      if (old) this.#remove(source);
      this.#insert(index, row);
      return false;
    }
    const patch = this.#diffRow(old, row);
    if (patch) this.#update(index, patch);
    return true;
  }

  #remove(source: number): void {
    this.#patch.r ??= [];
    this.#patch.r.push(source);
    this.#changed = true;
  }

  #insert(index: number, row: Html): void {
    this.#patch.i ??= [];
    this.#patch.i.push(index, rowToHtml(row));
    this.#changed = true;
  }

  #update(index: number, patch: ScopePatch): void {
    this.#patch.u ??= [];
    this.#patch.u.push(index, patch);
    this.#changed = true;
  }
}
