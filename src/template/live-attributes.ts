import {
  attributes,
  callAttributes,
  eventAttributes,
  moreAttributes,
  pageAttributes,
} from "../shared/wire.ts";
import { didYouMean } from "./did-you-mean.ts";

const events: ReadonlySet<string> = new Set(eventAttributes);

/** What the client itself writes; for styles and tests. */
const states = ["live-pending", "live-disconnected"];

const known: ReadonlySet<string> = new Set([
  ...Object.values(attributes),
  ...Object.values(moreAttributes),
  ...Object.values(pageAttributes),
  ...Object.values(callAttributes),
  ...eventAttributes,
  ...states,
]);

/** What may be written for attributes that are numbers of milliseconds or pixels. */
const numbers: ReadonlyMap<string, RegExp> = new Map([
  [moreAttributes.debounce, /^(\d{1,6}|blur)$/],
  [moreAttributes.throttle, /^\d{1,6}$/],
  [moreAttributes.viewportMargin, /^\d{1,6}$/],
  [callAttributes.threshold, /^-?\d{1,6}$/],
]);

/** Whether an attribute takes an event. */
export function takesEvent(attribute: string): boolean {
  return events.has(attribute.toLowerCase());
}

/** What is wrong with an attribute that begins with `live-`, and what to write instead. */
export function liveAttributeProblem(
  attribute: string,
  value: string | undefined,
): { readonly problem: string; readonly remedy: string } | undefined {
  const name = attribute.toLowerCase();
  if (!name.startsWith("live-")) return undefined;
  if (!known.has(name))
    return {
      problem: `There is no attribute "${attribute}"`,
      remedy: `${didYouMean(name, known)}Attributes of your own begin with data-.`,
    };
  if (value === undefined || (numbers.get(name)?.test(value) ?? true)) return undefined;
  const words = name === moreAttributes.debounce ? ' or "blur"' : "";
  return { problem: `"${value}" in "${attribute}"`, remedy: `Write a whole number${words}.` };
}
