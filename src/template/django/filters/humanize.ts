import { RawHtml } from "../../raw.ts";
import { decimalText, grouped, readDecimal } from "../decimal.ts";
import { type Filter, onValue } from "../filter.ts";
import { formatMoment } from "../moment.ts";
import { textOf } from "../python-text.ts";
import { isTrue } from "../python-value.ts";
import type { Scope } from "../scope.ts";
import { toInteger } from "../to-number.ts";
import { zonedDate } from "../zoned-date.ts";
import { floatFormat } from "./numbers.ts";
import { timeBetween } from "./time-between.ts";

export const humanizeFilters = new Map<string, Filter>([
  ["apnumber", onValue(wordNumber, { keepsSafe: true })],
  ["intcomma", onValue(withCommas, { argument: "optional", keepsSafe: true })],
  ["intword", onValue(largeNumber)],
  ["naturalday", onValue(naturalDay, { argument: "optional" })],
  [
    "naturaltime",
    onValue((value, _, { settings }) => (value instanceof Date ? naturalTime(value, settings.now()) : value)),
  ],
  ["ordinal", onValue(ordinal)],
]);

const smallNumbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

function wordNumber(value: unknown): unknown {
  const number = toInteger(value);
  return number === undefined ? value : (smallNumbers[number - 1] ?? number);
}

function ordinal(value: unknown): unknown {
  const number = toInteger(value);
  if (number === undefined) return value;
  if (number < 0) return String(number);
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  return new RawHtml(`${number}${isTeen ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th")}`);
}

/** With a false argument, only a number at the start of the text is grouped. */
function withCommas(value: unknown, isLocal: unknown): string {
  const text = typeof value === "boolean" ? String(Number(value)) : textOf(value);
  const decimal = isLocal === undefined || isTrue(isLocal) ? readDecimal(text) : undefined;
  return grouped(decimal === undefined || decimal === "huge" ? text : decimalText(decimal));
}

const scales = words(
  "million billion trillion quadrillion quintillion sextillion septillion octillion nonillion decillion",
);

function words(text: string): readonly string[] {
  return text.split(" ");
}

function largeNumber(value: unknown): unknown {
  const number = toInteger(value);
  if (number === undefined) return value;
  if (Math.abs(number) < 1e6) return number;
  const power = scales.findIndex((_, index) => Math.abs(number) < 10 ** (index * 3 + 9));
  if (power >= 0) return `${textOf(floatFormat(number / 10 ** (power * 3 + 6), 1))} ${scales[power]}`;
  return Math.abs(number) < 1e103 ? `${textOf(floatFormat(number / 1e100, 1))} googol` : number;
}

function naturalDay(value: unknown, format: unknown, { settings, timeZone }: Scope): unknown {
  if (!(value instanceof Date)) return value;
  const dayOf = (date: Date) => {
    const { year, month, day } = zonedDate(date, timeZone);
    return Date.UTC(year, month - 1, day) / 86_400_000;
  };
  const days = dayOf(value) - dayOf(settings.now());
  const name = ["yesterday", "today", "tomorrow"][days + 1];
  return name ?? formatMoment(value, format === undefined ? "DATE_FORMAT" : textOf(format), timeZone);
}

function naturalTime(date: Date, now: Date): string {
  const isPast = date < now;
  const seconds = Math.floor(Math.abs(now.getTime() - date.getTime()) / 1000);
  if (seconds === 0) return "now";
  const end = isPast ? "ago" : "from now";
  if (seconds >= 86_400) return `${isPast ? timeBetween(date, now) : timeBetween(now, date)} ${end}`;
  if (seconds < 60) return `${counted(seconds, "a", "second")} ${end}`;
  if (seconds < 3600) return `${counted(Math.floor(seconds / 60), "a", "minute")} ${end}`;
  return `${counted(Math.floor(seconds / 3600), "an", "hour")} ${end}`;
}

function counted(count: number, one: string, unit: string): string {
  return count === 1 ? `${one} ${unit}` : `${count}\u00a0${unit}s`;
}
