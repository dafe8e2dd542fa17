import { Change, type PointChange, type ScopePatch } from "../shared/wire.ts";
import { Each, Rows } from "../template/each.ts";
import { shownText } from "../template/escape.ts";
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
import { StreamEach, StreamRows } from "../template/stream.ts";
import { contentToHtml } from "../template/to-html.ts";
import { diffEach } from "./diff-each.ts";
import { diffStream } from "./diff-stream.ts";

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
    if (hole.point < 0) {
      values[index] = old[index];
      continue;
    }
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
  return isSameText(old[index], text)
    ? undefined
    : { [hole.name]: text === null ? null : shownText(String(text)) };
}

/** The whole is sent once, by the first of its holes that changed. */
function diffPart(whole: Whole, { old, values, index }: Place): PointChange | undefined {
  values[index] = resolvePart(values[index], whole);
  if (values[index] === old[index]) return undefined;
  for (let before = whole.first; before < index; before++)
    if (values[before] !== old[before]) return undefined;
  const text = shownText(resolveWhole(whole, values));
  return whole.attribute === undefined ? text : { [whole.attribute]: text };
}

function diffContent(place: Place): PointChange | undefined {
  const { old, values, index } = place;
  const value = resolveContent(values[index]);
  const list = diffList(old[index], value);
  values[index] = list?.rows ?? value;
  return list ? list.change : diffValue(old[index], place);
}

/**
 * When the same list stood here before. A stream knows what it was when it was last shown: a page that shows
 * something older, because another one shows the stream, too, cannot be told what changed.
 */
function diffList(before: unknown, value: Content | Each | StreamEach) {
  if (value instanceof Each) return before instanceof Rows ? diffEach(before, value, diffHtml) : undefined;
  if (!(value instanceof StreamEach && before instanceof StreamRows)) return undefined;
  if (before.stream !== value.stream) return undefined;
  if (before.version === value.stream.version) return { rows: before, change: undefined };
  return before.version === value.stream.shown?.version ? diffStream(before, value, diffHtml) : undefined;
}

function diffValue(before: unknown, { values, index }: Place): PointChange | undefined {
  const value = values[index];
  if (isText(value)) return isSameText(before, value) ? undefined : shownText(String(value));
  if (value instanceof Html && before instanceof Html && value.template === before.template) {
    const patch = diffHtml(before, value);
    return patch && [Change.Inside, patch];
  }
  if (value instanceof RawHtml && before instanceof RawHtml && value.html === before.html) return undefined;
  return [Change.Html, contentToHtml(values, index)];
}

/** A number and its text look the same. */
function isSameText(before: unknown, value: unknown): boolean {
  return before === value || (isText(before) && isText(value) && String(before) === String(value));
}

function isText(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}
