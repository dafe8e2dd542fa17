import { Change, type PointChange, type ScopePatch } from "../shared/wire.ts";
import { Each, Rows } from "../template/each.ts";
import type { Hole, Whole } from "../template/hole.ts";
import { Html } from "../template/html.ts";
import { RawHtml } from "../template/raw.ts";
import {
  type Content,
  resolveAttribute,
  resolveContent,
  resolvePart,
  resolveWhole,
} from "../template/resolve.ts";
import { contentToHtml } from "../template/to-html.ts";
import { diffEach } from "./diff-each.ts";

/**
 * What must change in the browser to get from one rendering of a template to the next, or undefined when
 * nothing visible changed. `next` is rendered by this: afterwards its values are what `previous` is now.
 *
 * Both must be of the same template. The cost follows the number of values; equal ones are skipped by
 * comparison, and HTML is only made of what is new.
 * @throws LV-TEMPLATE-VALUE, LV-TEMPLATE-KEY
 */
export function diffHtml(previous: Html, next: Html): ScopePatch | undefined {
  const old = previous.values;
  const values = next.values;
  let patch: ScopePatch | undefined;
  let index = -1;
  for (const hole of next.template.holes) {
    index++;
    if (values[index] === old[index]) continue;
    const change = diffHole(hole, { old, values, index });
    if (change === undefined) continue;
    patch ??= [];
    patch.push(hole.point, change);
  }
  return patch;
}

interface Place {
  readonly old: readonly unknown[];
  readonly values: unknown[];
  readonly index: number;
}

function diffHole(hole: Hole, place: Place): PointChange | undefined {
  if (hole.kind === "content") return diffContent(place);
  const { old, values, index } = place;
  if (hole.kind === "part") return diffPart(hole.whole, place);
  const text = resolveAttribute(values[index], hole);
  values[index] = text;
  return isSameText(old[index], text) ? undefined : { [hole.name]: text === null ? null : String(text) };
}

/** The whole is sent once, by the first of its holes that changed. */
function diffPart(whole: Whole, { old, values, index }: Place): PointChange | undefined {
  values[index] = resolvePart(values[index], whole);
  if (values[index] === old[index]) return undefined;
  for (let before = whole.first; before < index; before++)
    if (values[before] !== old[before]) return undefined;
  const text = resolveWhole(whole, values);
  return whole.attribute === undefined ? text : { [whole.attribute]: text };
}

function diffContent({ old, values, index }: Place): PointChange | undefined {
  const before = old[index];
  const value = resolveContent(values[index]);
  if (value instanceof Each) {
    if (before instanceof Rows) {
      const { rows, patch } = diffEach(before, value, diffHtml);
      values[index] = rows;
      return patch && [Change.List, patch];
    }
    const rows = value.toRows();
    values[index] = rows;
    return [Change.Html, contentToHtml(rows)];
  }
  values[index] = value;
  return diffValue(before, value);
}

function diffValue(before: unknown, value: Content): PointChange | undefined {
  if (typeof value === "string" || typeof value === "number")
    return isSameText(before, value) ? undefined : String(value);
  if (value instanceof Html && before instanceof Html && value.template === before.template) {
    const patch = diffHtml(before, value);
    return patch && [Change.Inside, patch];
  }
  if (value instanceof RawHtml && before instanceof RawHtml && value.html === before.html) return undefined;
  return [Change.Html, contentToHtml(value)];
}

/** A number and its text look the same. */
function isSameText(before: unknown, value: unknown): boolean {
  return before === value || (isText(before) && isText(value) && String(before) === String(value));
}

function isText(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}
