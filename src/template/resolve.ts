import { type AttributeSource, attributeText, CommandText, isAttributeSource } from "./attribute-source.ts";
import { checkEventName, checkSetting } from "./checks.ts";
import { Changes } from "./commands/changes.ts";
import { ComponentUse, type PlacedComponent, placeComponent } from "./component.ts";
import { Each, Rows } from "./each.ts";
import type { AttributeHole, AttributeRule, Whole } from "./hole.ts";
import { Html, type TemplateValue } from "./html.ts";
import { takesEvent } from "./live-attributes.ts";
import { RawHtml } from "./raw.ts";
import { StreamEach } from "./stream.ts";
import { safeStyleValue } from "./styles.ts";
import { refusedValue, unrenderable } from "./unrenderable.ts";
import { safeUrl } from "./url.ts";

/**
 * What was rendered in a content hole. Two of the same kind can be compared; a number stays one, because
 * making text of it for every comparison would cost more than the comparison.
 */
export type Content = string | number | Html | Rows | RawHtml | PlacedComponent;

/** The text, template, HTML or list that a value renders as; a list may still have to be rendered. */
export function resolveContent(value: unknown): Content | Each | StreamEach {
  if (typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "bigint") return String(value);
  if (value === null || value === undefined || typeof value === "boolean") return "";
  if (value instanceof Html || value instanceof Each || value instanceof StreamEach) return value;
  if (value instanceof RawHtml || value instanceof Rows) return value;
  if (value instanceof ComponentUse) return placeComponent(value);
  if (Array.isArray(value)) return new Each(value, { rowOf: arrayItem });
  const remedy =
    typeof value === "function"
      ? "Call it: what it returns is shown."
      : "Pass text, html`...`, each(...) or an array of these.";
  throw unrenderable(value, "between tags", remedy);
}

function arrayItem(value: unknown): TemplateValue {
  return value as TemplateValue;
}

/** What an attribute that a hole says becomes: null when it is left out. A number stays one. */
export type AttributeContent = string | number | CommandText | null;

export function resolveAttribute(value: unknown, { name, rule }: AttributeHole): AttributeContent {
  if (rule === "setting") checkSetting(value, name);
  if (typeof value === "number") return value;
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return ofBoolean(value, rule);
  if (rule === "event" || rule === "changes") return resolveAction(value, name, rule);
  const text = isAttributeSource(value) ? textOfSource(value, name) : textOf(value, name);
  return rule === "url" && text !== null ? safeUrl(text, name) : text;
}

/** What the browser does: an event that it calls, or commands, which are no mere text. */
function resolveAction(value: unknown, name: string, rule: "event" | "changes"): AttributeContent {
  // Rendered before, by a template that is used again.
  if (value instanceof CommandText) return value;
  const text = isAttributeSource(value) ? textOfSource(value, name) : textOf(value, name);
  if (text === null) return null;
  if (value instanceof Changes) return new CommandText(text);
  if (rule === "changes") throw refusedValue("text", `in "${name}"`, "Pass optimistic()...");
  if (text === "")
    throw refusedValue("an empty text", `in "${name}"`, "Pass an event, or null to leave the attribute out.");
  checkEvent(text, name);
  return text;
}

/** Text may be anybody's. */
function checkEvent(text: string, attribute: string): void {
  if (text.startsWith("["))
    throw refusedValue(
      'text that begins with "["',
      `in "${attribute}"`,
      "Pass an event, or commands() as the whole attribute.",
    );
  checkEventName(text, attribute);
}

/** Names of events are of use in `live-` attributes, and in `data-` ones for scripts. */
function textOfSource(source: AttributeSource, attribute: string): string | null {
  if (source.isEvent && !/^(live|data)-/i.test(attribute))
    throw unrenderable(
      source,
      `in "${attribute}"`,
      "Give it to live-click, live-submit or another attribute that takes an event.",
    );
  return source[attributeText]();
}

/** Whether two resolved values are the same in the page. */
export function isSameAttribute(one: unknown, other: unknown): boolean {
  return one === other || (one !== null && other !== null && String(one) === String(other));
}

function ofBoolean(value: boolean, rule: AttributeRule): string | null {
  if (rule === "words") return String(value);
  return value ? "" : null;
}

/** One piece of a {@link Whole}; null, undefined and booleans are nothing. */
export function resolvePart(value: unknown, { attribute, rule }: Whole): string {
  if (value === null || value === undefined || typeof value === "boolean") return "";
  const text = textOf(value, attribute ?? "text");
  return rule === "style" ? safeStyleValue(text) : text;
}

/** Puts a whole value together, replacing each of its holes' values by the resolved piece. */
export function resolveWhole(whole: Whole, values: unknown[]): string {
  let text = whole.statics[0] ?? "";
  for (let index = 1; index < whole.statics.length; index++) {
    const hole = whole.first + index - 1;
    const piece = resolvePart(values[hole], whole);
    values[hole] = piece;
    text += piece + (whole.statics[index] ?? "");
  }
  if (whole.rule === "url") return safeUrl(text, whole.attribute ?? "");
  if (whole.rule === "setting") checkSetting(text, whole.attribute ?? "");
  if (whole.rule === "event" || whole.rule === "changes") checkEvent(text, whole.attribute ?? "");
  return text;
}

function textOf(value: unknown, place: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (isAttributeSource(value)) return value[attributeText]() ?? "";
  throw unrenderable(value, `in "${place}"`, remedyIn(place, value));
}

function remedyIn(attribute: string, value: unknown): string {
  if (takesEvent(attribute))
    return "Declare an event in the class, `save = event(() => ...)`, and pass it: ${this.save}.";
  if (typeof value === "function") return "Call it: what it returns is written.";
  if (attribute === "class") return "Pass text, or classes(...) for names that depend on something.";
  if (attribute === "style") return "Pass text, or styles({ ... }).";
  return "Pass text or a number.";
}
