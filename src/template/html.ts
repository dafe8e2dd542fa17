import type { AttributeSource } from "./attribute-source.ts";
import type { ComponentUse } from "./component.ts";
import type { Each } from "./each.ts";
import type { RawHtml } from "./raw.ts";
import type { StreamEach } from "./stream.ts";
import { compileTemplate, type Template } from "./template.ts";
import { callingPlace } from "./template-error.ts";

/**
 * What may stand in a hole.
 *
 * Strings, numbers and bigints are text and are escaped for their place. null, undefined and booleans
 * render nothing between tags; as a whole attribute null, undefined and false leave the attribute out.
 * Only values made by the engine (`html`, `each`, `component`, `raw`) are HTML.
 */
export type TemplateValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Html
  | Each
  | StreamEach
  | RawHtml
  | ComponentUse
  | AttributeSource
  | readonly TemplateValue[];

/** A template with its values: what `html` makes and `render()` returns. */
export class Html {
  /** Exists for the compiler only: no plain object has this type. */
  declare protected readonly brand: "Html";
  readonly template: Template;
  /** Rendering replaces each value by what was rendered of it, so that two renderings can be compared. */
  readonly values: unknown[];

  constructor(template: Template, values: unknown[]) {
    this.template = template;
    this.values = values;
  }
}

const templates = new WeakMap<TemplateStringsArray, Template>();

/** The template used last: rows of a list come one after the other. */
let lastStrings: TemplateStringsArray | undefined;
let lastTemplate: Template | undefined;

/**
 * Writes HTML. Values are escaped for the place where they stand.
 *
 * The static text is read once per place in the program; elements must be closed where they are opened.
 * @throws LV-TEMPLATE-SYNTAX for a hole where no value is safe: tag and attribute names, `on*` attributes,
 * script, style and comments.
 * @example html`<p class=${kind}>Hello ${name}!</p>`
 */
export function html(strings: TemplateStringsArray, ...values: TemplateValue[]): Html {
  if (strings === lastStrings && lastTemplate) return new Html(lastTemplate, values);
  const template = templates.get(strings) ?? compileTemplate(strings, callingPlace());
  templates.set(strings, template);
  lastStrings = strings;
  lastTemplate = template;
  return new Html(template, values);
}
