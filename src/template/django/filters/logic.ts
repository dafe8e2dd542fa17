import { type Filter, onValue } from "../filter.ts";
import { textOf } from "../python-text.ts";
import { isTrue, lengthOf, plain } from "../python-value.ts";
import { toFloat } from "../to-number.ts";

export const logicFilters = new Map<string, Filter>([
  ["default", onValue((value, other) => (isTrue(value) ? value : other), { argument: "required" })],
  ["default_if_none", onValue((value, other) => value ?? other, { argument: "required" })],
  ["pluralize", onValue(pluralize, { argument: "optional" })],
  ["yesno", onValue(yesNo, { argument: "optional" })],
]);

/** "s" unless there is one; "es" or "y,ies" for other endings. */
function pluralize(value: unknown, given: unknown): string {
  const endings = given === undefined ? "s" : textOf(given);
  const [singular = "", plural = "", more] = (endings.includes(",") ? endings : `,${endings}`).split(",");
  if (more !== undefined) return "";
  const count = toFloat(value) ?? (typeof plain(value) === "string" ? undefined : lengthOf(value));
  if (count === undefined) return "";
  return count === 1 ? singular : plural;
}

/** One of three words for true, false and none. */
function yesNo(value: unknown, given: unknown): unknown {
  const [yes = "", no, none = no] = (given === undefined ? "yes,no,maybe" : textOf(given)).split(",");
  if (no === undefined) return value;
  if (value === null) return none;
  return isTrue(value) ? yes : no;
}
