import { Change, type PointChange, type ScopePatch } from "../shared/wire.ts";
import { PlacedComponent } from "../template/component.ts";
import { Each, Rows } from "../template/each.ts";
import { shownText } from "../template/escape.ts";
import type { ContentHole, Hole, Whole } from "../template/hole.ts";
import { Html } from "../template/html.ts";
import { insideOf, keepsTextOut, type Nesting } from "../template/nesting.ts";
import { enterNested, leaveNested } from "../template/nesting-depth.ts";
import { placed } from "../template/place-error.ts";
import { RawHtml } from "../template/raw.ts";
import { refuseText } from "../template/refuse-nesting.ts";
import {
  type Content,
  isSameAttribute,
  resolveAttribute,
  resolveContent,
  resolvePart,
  resolveWhole,
} from "../template/resolve.ts";
import { StreamEach, StreamRows } from "../template/stream.ts";
import { contentToHtml } from "../template/to-html.ts";
import { diffEach, type ListPlace } from "./diff-each.ts";
import { diffStream } from "./diff-stream.ts";

/** What must change in the browser, and what it shows afterwards. */
export interface HtmlDiff {
  readonly patch: ScopePatch;
  readonly html: Html;
}

/** A rendering that nobody else holds, so that it can be brought up to date in place. */
class OwnHtml extends Html {}

/**
 * The way from one rendering of a template to the next, or undefined when nothing visible changed.
 *
 * What is new in `next` is taken over into what is there: `next` itself is thrown away, so that it does not
 * outlive the event. Both must be of the same template. The cost follows the number of values; equal ones are
 * skipped by comparison, and HTML is only made of what is new.
 * @param inside The rules of nesting in the template's place. Default: none.
 * @throws LV-TEMPLATE-VALUE, LV-TEMPLATE-KEY, LV-TEMPLATE-SYNTAX, LV-TEMPLATE-DEPTH, LV-STREAM-GONE. `before` is worthless
 *   then.
 */
export function diffHtml(before: Html, next: Html, inside: Nesting = 0): HtmlDiff | undefined {
  enterNested();
  try {
    return diffValues(before, next, inside);
  } finally {
    leaveNested();
  }
}

function diffValues(before: Html, next: Html, inside: Nesting): HtmlDiff | undefined {
  const { values, template } = next;
  let own: Html | undefined;
  let patch: ScopePatch | undefined;
  let sent: Whole | undefined;
  let index = 0;
  try {
    for (; index < values.length; index++) {
      const old = before.values;
      if (values[index] === old[index]) continue;
      const hole = template.holes[index];
      if (!hole || hole.point < 0) continue;
      const place: Place = { old, values, index, kept: undefined };
      const change = diffHole(hole, place, inside);
      if (change === undefined) continue;
      own ??= before instanceof OwnHtml ? before : new OwnHtml(before.template, old.slice());
      own.values[index] = place.kept ?? values[index];
      // One change of a whole carries all its pieces.
      if (hole.kind === "part" && hole.whole === sent) continue;
      if (hole.kind === "part") sent = hole.whole;
      patch ??= [];
      patch.push(hole.point, change);
    }
  } catch (error) {
    throw placed(error, () => template.placeOf(index));
  }
  return own && patch && { patch, html: own };
}

interface Place {
  readonly old: readonly unknown[];
  readonly values: unknown[];
  readonly index: number;
  /** What to keep instead of the new value: one that was brought up to date. */
  kept: Html | Rows | StreamRows | undefined;
}

function diffHole(hole: Hole, place: Place, inside: Nesting): PointChange | undefined {
  if (hole.kind === "content") return diffContent(place, hole, inside);
  const { old, values, index } = place;
  if (hole.kind === "part") return diffPart(hole.whole, place);
  const text = resolveAttribute(values[index], hole);
  values[index] = text;
  return isSameAttribute(old[index], text)
    ? undefined
    : { [hole.name]: text === null ? null : shownText(String(text)) };
}

/** The whole is sent, whichever of its pieces changed. */
function diffPart(whole: Whole, { old, values, index }: Place): PointChange | undefined {
  const piece = resolvePart(values[index], whole);
  values[index] = piece;
  if (piece === old[index]) return undefined;
  const text = shownText(resolveWhole(whole, values));
  return whole.attribute === undefined ? text : { [whole.attribute]: text };
}

function diffContent(place: Place, hole: ContentHole, around: Nesting): PointChange | undefined {
  const { old, values, index } = place;
  const value = resolveContent(values[index]);
  const list = diffList(old[index], value, hole, around);
  place.kept = list?.rows;
  if (list) return list.change;
  values[index] = value;
  return diffValue(old[index], place, hole, around);
}

/**
 * When the same list stood here before. A stream knows what it was when it was last shown: a page that shows
 * something older, because another one shows the stream, too, cannot be told what changed.
 */
function diffList(before: unknown, value: Content | Each | StreamEach, hole: ContentHole, around: Nesting) {
  if (value instanceof Each)
    return before instanceof Rows ? diffEach(before, value, listPlace(hole, around)) : undefined;
  if (!(value instanceof StreamEach && before instanceof StreamRows)) return undefined;
  if (before.stream !== value.stream) return undefined;
  if (before.version === value.stream.version) return { rows: before, change: undefined };
  return before.version === value.stream.shown?.version
    ? diffStream(before, value, listPlace(hole, around))
    : undefined;
}

function listPlace(hole: ContentHole, around: Nesting): ListPlace {
  return { diffRow: diffHtml, inside: insideOf(hole, around) };
}

function diffValue(
  before: unknown,
  place: Place,
  hole: ContentHole,
  around: Nesting,
): PointChange | undefined {
  const { values, index } = place;
  const value = values[index];
  if (isText(value)) {
    if (isSameText(before, value)) return undefined;
    requireText(value, insideOf(hole, around));
    return changedText(before, String(value));
  }
  if (value instanceof Html && before instanceof Html && value.template === before.template) {
    const diff = diffHtml(before, value, insideOf(hole, around));
    if (!diff) return undefined;
    place.kept = diff.html;
    return [Change.Inside, diff.patch];
  }
  if (value instanceof PlacedComponent && value === before) return value.diff(insideOf(hole, around));
  if (value instanceof RawHtml && before instanceof RawHtml && value.html === before.html) return undefined;
  return [Change.Html, contentToHtml(values, index, insideOf(hole, around))];
}

function requireText(text: string | number, inside: Nesting): void {
  if ((inside & keepsTextOut) !== 0) refuseText(text, inside);
}

/** Text that only grew is sent as what was added, when it was that long; that costs nothing when it is shorter. */
const growsFrom = 32;

function changedText(before: unknown, text: string): PointChange {
  const grew = typeof before === "string" && before.length >= growsFrom && text.length > before.length;
  if (!grew || !text.startsWith(before) || endsHalfway(before)) return shownText(text);
  return [Change.Append, shownText(text.slice(before.length))];
}

/** Half of a character may have become another one on its way to the browser. */
function endsHalfway(text: string): boolean {
  return /[\ud800-\udbff]$/.test(text);
}

/** A number and its text look the same. */
function isSameText(before: unknown, value: unknown): boolean {
  return before === value || (isText(before) && isText(value) && String(before) === String(value));
}

function isText(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}
