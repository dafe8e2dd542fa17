import { LiveloomError } from "../errors.ts";
import { attributes } from "../shared/markup.ts";
import { didYouMean } from "./did-you-mean.ts";
import { liveAttributeProblem } from "./live-attributes.ts";
import { unplaced } from "./place-error.ts";
import { refusedValue } from "./unrenderable.ts";

/** A view's events by name. */
export type DeclaredEvents = ReadonlyMap<string, { readonly isForm: boolean }>;

/** What a view's rendering is checked for besides what is always wrong. */
export interface Checks {
  /** The view's events: names of others are refused. Default: any name is taken. */
  readonly events?: DeclaredEvents | undefined;
  /** Whether values that the browser would pass over are refused, for developers to see them. Default: false. */
  readonly isStrict?: boolean | undefined;
}

/** Those of the view that is being rendered. */
let checks: Checks = {};

/** Renders with these checks. */
export function withChecks<Result>(wanted: Checks, render: () => Result): Result {
  const before = checks;
  checks = wanted;
  try {
    return render();
  } finally {
    checks = before;
  }
}

/**
 * Checks the text of an attribute that takes an event. The name of a component's event, which has a colon in it, is
 * that component's affair.
 * @throws LV-TEMPLATE-EVENT
 */
export function checkEventName(text: string, attribute: string): void {
  const { events } = checks;
  const [name = ""] = text.split(" ");
  if (!events || name === "" || /\W/.test(name) || events.has(name)) return;
  const wantsForm = attribute === attributes.form;
  const known = [...events].filter(([, { isForm }]) => isForm === wantsForm).map(([each]) => each);
  const kind = wantsForm ? "form" : "event";
  const hint = didYouMean(name, known) || `Declare it as a field of the class, \`${name} = ${kind}(...)\`. `;
  const declared = known.join(", ") || "none";
  throw unplaced(
    (place) =>
      new LiveloomError("LV-TEMPLATE-EVENT", { event: name, kind, attribute, place, hint, declared }),
  );
}

/** Checks the value of an attribute that says how or when. @throws LV-TEMPLATE-VALUE */
export function checkSetting(value: unknown, attribute: string): void {
  if (!checks.isStrict || !isShown(value)) return;
  const wrong = liveAttributeProblem(attribute, String(value));
  if (wrong) throw refusedValue(`"${value}"`, `in "${attribute}"`, wrong.remedy);
}

function isShown(value: unknown): value is string | number | bigint {
  return value !== null && /^(string|number|bigint)$/.test(typeof value);
}
