import { firstOf, keepsTextOut, type Nesting } from "./nesting.ts";
import { nestingRules } from "./nesting-rules.ts";
import type { Template } from "./template.ts";
import { templateError } from "./template-error.ts";
import { refusedValue } from "./unrenderable.ts";

/** Why something cannot stand where a template puts it, and what to do, by the number of the rule that it breaks. */
export function nestingProblem(what: string, rule: number): [problem: string, remedy: string] {
  const { where = "there", remedy = "" } = nestingRules[rule] ?? {};
  return [`${what} cannot stay ${where}`, remedy];
}

/** @throws LV-TEMPLATE-SYNTAX for a template with something that breaks a rule of the place it is rendered in. */
export function refuseNesting({ exposes, exposed, place }: Template, inside: Nesting): never {
  const rule = firstOf(exposes & inside);
  throw templateError(place, 0, ...nestingProblem(exposed[rule] ?? "", rule));
}

/** @throws LV-TEMPLATE-VALUE for text, unless it is blank, where only certain elements can stand. */
export function refuseText(text: string | number, inside: Nesting): void {
  if (!/[^\t\n\f\r ]/.test(String(text))) return;
  const { where = "there", remedy = "" } = nestingRules[firstOf(inside & keepsTextOut)] ?? {};
  throw refusedValue(`the text "${text}"`, where, remedy);
}

/** @throws LV-TEMPLATE-VALUE for an element that breaks these rules where a value has put it. */
export function refuseElement(got: string, broken: Nesting): never {
  const { where = "there", remedy = "" } = nestingRules[firstOf(broken)] ?? {};
  throw refusedValue(got, where, remedy);
}
