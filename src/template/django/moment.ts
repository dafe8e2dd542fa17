import { formatDate } from "./format-date.ts";
import { zonedDate } from "./zoned-date.ts";

/** Formats that have a name in Django's settings, for English. */
const namedFormats = new Map([
  ["DATE_FORMAT", "N j, Y"],
  ["TIME_FORMAT", "P"],
  ["DATETIME_FORMAT", "N j, Y, P"],
  ["YEAR_MONTH_FORMAT", "F Y"],
  ["MONTH_DAY_FORMAT", "F j"],
  ["SHORT_DATE_FORMAT", "m/d/Y"],
  ["SHORT_DATETIME_FORMAT", "m/d/Y P"],
]);

/** A moment in a time zone, by format letters or a named format; empty for an invalid date. */
export function formatMoment(date: Date, format: string, timeZone: string): string {
  if (Number.isNaN(date.getTime())) return "";
  return formatDate(zonedDate(date, timeZone), namedFormats.get(format) ?? format);
}
