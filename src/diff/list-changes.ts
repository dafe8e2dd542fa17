import { Change, type ListPatch, type PointChange, type ScopePatch } from "../shared/wire.ts";
import type { Html } from "../template/html.ts";
import type { Nesting } from "../template/nesting.ts";
import { rowToHtml } from "../template/to-html.ts";
import type { KeyChanges } from "./diff-keys.ts";

/** Collects what changes in a list. Inserted and updated items must come in their new order. */
export class ListChanges {
  readonly #inside: Nesting;
  readonly #patch: ListPatch = {};
  #inserted = 0;
  #end = -1;

  /** @param inside The rules of nesting in the list's place. */
  constructor(inside: Nesting) {
    this.#inside = inside;
  }

  /**
   * Items are gone or go to other places, as `diffKeys` found.
   * @param isSame Whether the item at an old and a new position has the same template: else it was replaced.
   */
  rearrange({ removed, moved }: KeyChanges, isSame: (source: number, index: number) => boolean): void {
    if (removed.length > 0) this.#patch.r = [...(this.#patch.r ?? []), ...removed];
    const kept: number[] = [];
    for (let at = 0; at < moved.length; at += 2) {
      const [source = -1, index = -1] = [moved[at], moved[at + 1]];
      if (isSame(source, index)) kept.push(source, index);
    }
    if (kept.length > 0) this.#patch.m = kept;
  }

  /** The item at this old position is gone. */
  remove(source: number): void {
    this.#patch.r ??= [];
    this.#patch.r.push(source);
  }

  /** Neighbours share one piece of HTML. */
  insert(index: number, row: Html): void {
    this.#patch.i ??= [];
    const { i } = this.#patch;
    if (index === this.#end) i.push(`${i.pop()}${rowToHtml(row, this.#inside)}`);
    else i.push(index, rowToHtml(row, this.#inside));
    this.#end = index + 1;
    this.#inserted++;
  }

  update(index: number, patch: ScopePatch): void {
    this.#patch.u ??= [];
    this.#patch.u.push(index, patch);
  }

  /** The change of a list that now has so many items; undefined when there is none. */
  toChange(length: number): PointChange | undefined {
    const { r, m, i, u } = this.#patch;
    if (!r && !m && !i && !u) return undefined;
    const isNew = this.#inserted === length;
    return isNew ? [Change.Html, String(i?.[1] ?? "")] : [Change.List, this.#patch];
  }
}
