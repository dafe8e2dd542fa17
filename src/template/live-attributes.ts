import {
  attributes,
  callAttributes,
  eventAttributes,
  moreAttributes,
  pageAttributes,
} from "../shared/markup.ts";
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

const modifier = "(ctrl|alt|shift|meta|mod)\\+";
/** Names that other systems have for keys. */
const strange = "(esc|return|del|up|down|left|right|cmd|command|control|option|spacebar)(\\s|$)";
const key = `(${modifier})*([^\\s+]|(?!${strange})[a-z]\\w+)`;

interface Setting {
  readonly pattern: RegExp;
  readonly remedy: string;
}

const address: Setting = {
  pattern: /^(replace)?$/,
  remedy: 'The address stands in href or action; write nothing here, or "replace" to make no history entry.',
};
const yesOrNo: Setting = {
  pattern: /^(?!false$|no$|off$)/i,
  remedy: "Pass true or false in a hole: any text means yes.",
};

/** What may be written for attributes that say how or when. */
const settings: ReadonlyMap<string, Setting> = new Map([
  [
    moreAttributes.debounce,
    { pattern: /^(\d{1,6}|blur)$/, remedy: 'Write a whole number of milliseconds, or "blur".' },
  ],
  [moreAttributes.throttle, { pattern: /^\d{1,6}$/, remedy: "Write a whole number of milliseconds." }],
  [moreAttributes.viewportMargin, { pattern: /^\d{1,6}$/, remedy: "Write a whole number of pixels." }],
  [callAttributes.threshold, { pattern: /^-?\d{1,6}$/, remedy: "Write a whole number of pixels." }],
  [
    moreAttributes.key,
    {
      pattern: new RegExp(`^\\s*(${key}(\\s+|$))*$`, "i"),
      remedy: 'Write keys as KeyboardEvent.key names them, such as "Escape" or "ctrl+s ArrowUp".',
    },
  ],
  [attributes.reset, { pattern: /^\d+$/, remedy: "Write a number that grows." }],
  [attributes.recover, { pattern: /^off$/, remedy: 'Write "off", or leave the attribute out.' }],
  [attributes.patch, address],
  [attributes.navigate, address],
  ...[
    attributes.triggerAction,
    attributes.forceValue,
    attributes.stop,
    attributes.prevent,
    moreAttributes.viewportOnce,
    callAttributes.autofocus,
    callAttributes.refresh,
  ].map((name) => [name, yesOrNo] as const),
]);

/** Whether an attribute says how or when. */
export function isSetting(attribute: string): boolean {
  return settings.has(attribute.toLowerCase());
}

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
  if (value?.startsWith("[") && (takesEvent(name) || name === attributes.optimistic))
    return { problem: `Commands as text in "${attribute}"`, remedy: "Pass commands() in a hole." };
  const setting = settings.get(name);
  if (value === undefined || !setting || setting.pattern.test(value)) return undefined;
  return { problem: `"${value}" in "${attribute}"`, remedy: setting.remedy };
}
