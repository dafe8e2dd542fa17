import { marker } from "../shared/markup.ts";
import { checkEventName } from "./checks.ts";
import { PlacedComponent, withoutComponents } from "./component.ts";
import { Each, Rows } from "./each.ts";
import { escapeAttribute, escapeText } from "./escape.ts";
import type { PostableHole, PostEndHole, Whole } from "./hole.ts";
import { Html } from "./html.ts";
import { insideOf, keepsTextOut, type Nesting } from "./nesting.ts";
import { enterNested, leaveNested } from "./nesting-depth.ts";
import { placed } from "./place-error.ts";
import { postToHtml } from "./post-to-html.ts";
import { Posting, type PostTarget } from "./posting.ts";
import { refuseNesting, refuseText } from "./refuse-nesting.ts";
import { type Content, resolveAttribute, resolveContent, resolvePart, resolveWhole } from "./resolve.ts";
import { StreamEach } from "./stream.ts";
import { withoutMarks } from "./without-marks.ts";

/** HTML, and how many marks the client should find in it. */
export interface MarkedHtml {
  readonly html: string;
  readonly marks: number;
  /** The form that sends its buttons in a browser without script. Nothing when no button needs it. */
  readonly sender: string;
}

/** The marks written since they were last counted. Rendering is synchronous: there is one at a time. */
let marks = 0;

/** What is written for a browser without script in the running rendering; undefined for patches, and when it is not wanted. */
let posting: Posting | undefined;

/** Whether marks are left out. */
let isPlain = false;

/**
 * As {@link toHtml}, without marks and components: for what is sent once and never changed by patches.
 * @param token As in {@link toMarkedHtml}, for forms only. Default: they do not post.
 */
export function toPlainHtml(result: Html, token?: string): string {
  const own = { isPlain: true, posting: token === undefined ? undefined : new Posting({ token }) };
  return rendering(own, () => withoutComponents("in what is not a live view", () => toHtml(result)));
}

/**
 * As {@link toHtml}, with the number of marks; those in what is left to the browser do not count.
 * @param post Lets forms with `live-submit` and buttons with `live-click` post to the page. What says by itself where it
 *   is sent, or has a name of its own, stays as it is. Default: they do not post.
 */
export function toMarkedHtml(result: Html, inside: Nesting = 0, post?: PostTarget): MarkedHtml {
  return rendering({ isPlain: false, posting: post && new Posting(post) }, () => {
    const html = toHtml(result, inside);
    return { html, marks, sender: posting?.sender ?? "" };
  });
}

/** Renders in a way of its own, even within another rendering. */
function rendering<Result>(
  own: { readonly isPlain: boolean; readonly posting: Posting | undefined },
  render: () => Result,
): Result {
  const [outerMarks, outerPlain, outerPosting] = [marks, isPlain, posting];
  [marks, isPlain, posting] = [0, own.isPlain, own.posting];
  try {
    return render();
  } finally {
    [marks, isPlain, posting] = [outerMarks, outerPlain, outerPosting];
  }
}

/**
 * The HTML of a template, with the markers the client needs. The template's values are replaced by what
 * was rendered of them.
 * @param inside The rules of nesting in its place. Default: none.
 * @throws LV-TEMPLATE-VALUE, LV-TEMPLATE-KEY, LV-TEMPLATE-EVENT, LV-TEMPLATE-DEPTH, LV-TEMPLATE-SYNTAX for what
 * breaks a rule
 */
export function toHtml(result: Html, inside: Nesting = 0): string {
  const { template, values } = result;
  const bare = isPlain ? withoutMarks(template) : template;
  if ((template.exposes & inside) !== 0) refuseNesting(template, inside);
  const before = marks;
  const outside = posting?.outside ?? 0;
  const inForm = posting?.inside;
  marks += template.marks;
  let index = 0;
  enterNested();
  try {
    if (template.eventNames)
      for (const [attribute, name] of template.eventNames) checkEventName(name, attribute);
    const { head, holes } = (posting && bare.postable) || bare;
    let out = head;
    let fields = 0;
    for (const hole of holes) {
      if (hole.kind === "post-end") out = out.slice(0, fields) + posting?.endForm() + out.slice(fields);
      else out += holeToHtml(hole, values, index, inside);
      if (hole.kind === "post" && hole.element === "form") fields = out.length;
      if (hole.kind !== "post" && hole.kind !== "post-end") index++;
      out += hole.after;
    }
    return out;
  } catch (error) {
    // A component may be shown in another way than the one that failed.
    marks = before;
    if (posting) {
      posting.outside = outside;
      posting.inside = inForm;
    }
    throw placed(error, () => template.placeOf(index));
  } finally {
    leaveNested();
  }
}

function holeToHtml(
  hole: Exclude<PostableHole, PostEndHole>,
  values: unknown[],
  index: number,
  inside: Nesting,
): string {
  if (hole.kind === "content") {
    const value = values[index];
    if (hole.takesText) {
      if (typeof value === "string") return escapeText(value);
      if (typeof value === "number") return String(value);
    }
    const around = insideOf(hole, inside);
    return hole.point < 0 ? unmarked(values, index, around) : contentToHtml(values, index, around);
  }
  if (hole.kind === "attribute") {
    const text = resolveAttribute(values[index], hole);
    values[index] = text;
    return text === null ? "" : ` ${hole.name}="${escapeAttribute(String(text))}"`;
  }
  if (hole.kind === "part") return hole.whole.first === index ? wholeToHtml(hole.whole, values) : "";
  if (hole.kind === "post") return posting ? postToHtml(hole, values, posting) : "";
  holeToHtml(hole.hole, values, index, inside);
  return "";
}

/** What the browser alone has cannot be changed part by part. */
export const streamed = "in a row of a stream";
const ignored = "inside an element with live-ignore";

function textToHtml(text: string | number, inside: Nesting): string {
  if ((inside & keepsTextOut) !== 0) refuseText(text, inside);
  return typeof text === "string" ? escapeText(text) : String(text);
}

function unmarked(values: unknown[], index: number, inside: Nesting): string {
  const before = marks;
  const html = withoutComponents(ignored, () => contentToHtml(values, index, inside));
  marks = before;
  return html;
}

/** Renders the value in a content hole, and leaves there what was rendered of it. */
export function contentToHtml(values: unknown[], index: number, inside: Nesting): string {
  const content = resolveContent(values[index]);
  if (content instanceof StreamEach) {
    const rows = content.stream.keys.map((key) => content.rowOf(key));
    values[index] = content.toRows(rows.map(({ template }) => template));
    return withoutComponents(streamed, () => rowsToHtml(rows, inside));
  }
  const rendered = content instanceof Each ? content.toRows() : content;
  values[index] = rendered;
  return renderedToHtml(rendered, inside);
}

function renderedToHtml(content: Content, inside: Nesting): string {
  if (typeof content === "string" || typeof content === "number") return textToHtml(content, inside);
  if (content instanceof Html) return toHtml(content, inside);
  if (content instanceof PlacedComponent) return content.toHtml(inside);
  return content instanceof Rows ? rowsToHtml(content.rows, inside) : content.html;
}

function rowsToHtml(rows: readonly Html[], inside: Nesting): string {
  enterNested();
  try {
    let out = "";
    for (const row of rows) out += rowToHtml(row, inside);
    return out;
  } finally {
    leaveNested();
  }
}

/** The HTML of one list item, between comments when it is not a single element. */
export function rowToHtml(row: Html, inside: Nesting): string {
  if (row.template.isElement || isPlain) return toHtml(row, inside);
  marks++;
  return `<!--${marker.open}-->${toHtml(row, inside)}<!--${marker.close}-->`;
}

function wholeToHtml(whole: Whole, values: unknown[]): string {
  if (whole.attribute !== undefined) return ` ${whole.attribute}="${attributeToHtml(whole, values)}"`;
  const text = resolveWhole(whole, values);
  // A line break right after <textarea> is not part of its text, so a real one needs another before it.
  return (text.startsWith("\n") ? "\n" : "") + escapeText(text);
}

/** Piece by piece, because escaping a text that was just put together costs more; some are checked whole. */
function attributeToHtml(whole: Whole, values: unknown[]): string {
  if (whole.rule !== "text" && whole.rule !== "style" && whole.rule !== "words")
    return escapeAttribute(resolveWhole(whole, values));
  let out = whole.escaped[0] ?? "";
  for (let index = 1; index < whole.escaped.length; index++) {
    const hole = whole.first + index - 1;
    const piece = resolvePart(values[hole], whole);
    values[hole] = piece;
    out += escapeAttribute(piece) + whole.escaped[index];
  }
  return out;
}
