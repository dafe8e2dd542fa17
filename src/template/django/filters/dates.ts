import { type Filter, onValue } from "../filter.ts";
import { formatMoment } from "../moment.ts";
import { textOf } from "../python-text.ts";
import { timeBetween } from "./time-between.ts";

/** With a default format for when none is given. */
const formatted = (fallback: string): Filter =>
  onValue(
    (value, format, { timeZone }) => {
      if (!(value instanceof Date)) return "";
      return formatMoment(
        value,
        format === undefined || format === null ? fallback : textOf(format),
        timeZone,
      );
    },
    { argument: "optional" },
  );

export const dateFilters = new Map<string, Filter>([
  ["date", formatted("DATE_FORMAT")],
  ["time", formatted("TIME_FORMAT")],
  [
    "timesince",
    onValue(
      (value, other, { settings }) =>
        value instanceof Date ? timeBetween(value, dateOr(other, settings.now)) : "",
      { argument: "optional" },
    ),
  ],
  [
    "timeuntil",
    onValue(
      (value, other, { settings }) =>
        value instanceof Date ? timeBetween(dateOr(other, settings.now), value) : "",
      { argument: "optional" },
    ),
  ],
]);

function dateOr(value: unknown, now: () => Date): Date {
  return value instanceof Date ? value : now();
}
