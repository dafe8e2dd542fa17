import { type Filter, onValue } from "../filter.ts";
import { formatMoment } from "../moment.ts";
import { textOf } from "../python-text.ts";
import { isTrue } from "../python-value.ts";
import { timeBetween } from "./time-between.ts";

type Format = (value: Date, format: unknown, timeZone: string) => string;

const formatted = (write: Format): Filter =>
  onValue((value, format, { timeZone }) => (value instanceof Date ? write(value, format, timeZone) : ""), {
    argument: "optional",
  });

const asDate: Format = (value, format, timeZone) =>
  formatMoment(value, isTrue(format) ? textOf(format) : "DATE_FORMAT", timeZone);

/** Letters that say something about the day; a time has none. */
const dayLetters = /(?<!\\)[bcdDEFIjlLmMnNorStUwWyYz]/;

function asTime(value: Date, format: unknown, timeZone: string): string {
  const letters = isTrue(format) ? textOf(format) : "TIME_FORMAT";
  const isNamed = /^[A-Z_]+_FORMAT$/.test(letters);
  return !isNamed && dayLetters.test(letters) ? "" : formatMoment(value, letters, timeZone);
}

export const dateFilters = new Map<string, Filter>([
  ["date", formatted(asDate)],
  ["time", formatted(asTime)],
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
