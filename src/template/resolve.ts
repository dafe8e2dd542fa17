import { LiveloomError } from "../errors.ts";
import { type AttributeSource, attributeText, isAttributeSource } from "./attribute-source.ts";
import { ComponentUse, type PlacedComponent, placeComponent } from "./component.ts";
import { Each, Rows } from "./each.ts";
import { checkEventName } from "./event-names.ts";
import type { AttributeHole, AttributeRule, Whole } from "./hole.ts";
import { Html, type TemplateValue } from "./html.ts";
import { RawHtml } from "./raw.ts";
import { StreamEach } from "./stream.ts";
import { safeStyleValue } from "./styles.ts";
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
  throw unrenderable(value, "between tags", "Pass text, html`...`, each(...) or an array of these.");
}

function arrayItem(value: unknown): TemplateValue {
  return value as TemplateValue;
}

/** The attribute's text (a number stays one), or null when it is left out. */
export function resolveAttribute(value: unknown, { name, rule }: AttributeHole): string | number | null {
  if (typeof value === "number") return value;
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return ofBoolean(value, rule);
  const text = isAttributeSource(value) ? textOfSource(value, name) : textOf(value, name);
  if (rule === "event" && text !== null) {
    if (value === "")
      throw unrenderable("", `in ${name}: it is empty`, "Pass an event, or null to leave the attribute out.");
    checkEventName(text, name);
  }
  return rule === "url" && text !== null ? safeUrl(text, name) : text;
}

/** Names of events are of use in `live-` attributes, and in `data-` ones for scripts. */
function textOfSource(source: AttributeSource, attribute: string): string | null {
  if (source.isEvent && !/^(live|data)-/i.test(attribute))
    throw new LiveloomError("LV-TEMPLATE-VALUE", {
      got: "an event",
      where: `in "${attribute}"`,
      remedy: "Give it to live-click, live-submit or another attribute that takes an event.",
    });
  return source[attributeText]();
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
  return whole.rule === "url" ? safeUrl(text, whole.attribute ?? "") : text;
}

function textOf(value: unknown, place: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (isAttributeSource(value)) return value[attributeText]() ?? "";
  throw unrenderable(value, `in "${place}"`, "Pass text or a number.");
}

function unrenderable(value: unknown, where: string, remedy: string): LiveloomError {
  const got =
    typeof value === "object" ? `a ${value?.constructor?.name ?? "plain"} object` : `a ${typeof value}`;
  return new LiveloomError("LV-TEMPLATE-VALUE", { got, where, remedy });
}
