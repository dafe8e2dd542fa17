import { RawHtml } from "../../raw.ts";
import { grouped, isWhole, maxDigits, readDecimal, toPlaces } from "../decimal.ts";
import { type Filter, onValue } from "../filter.ts";
import { textOf } from "../python-text.ts";
import { plain } from "../python-value.ts";
import { roundHalfEven } from "../round.ts";
import { toFloat, toInteger } from "../to-number.ts";
import { formatPercent } from "./format-percent.ts";

export const numberFilters = new Map<string, Filter>([
  ["add", onValue(add, { argument: "required" })],
  [
    "divisibleby",
    onValue((value, by) => (toInteger(value) ?? Number.NaN) % (toInteger(by) ?? 0) === 0, {
      argument: "required",
    }),
  ],
  ["filesizeformat", onValue(fileSize, { keepsSafe: true })],
  ["floatformat", onValue(floatFormat, { argument: "optional", keepsSafe: true })],
  ["get_digit", onValue(digit, { argument: "required" })],
  [
    "stringformat",
    onValue((value, format) => formatPercent(textOf(format), value), {
      argument: "required",
      keepsSafe: true,
    }),
  ],
]);

/** Adds whole numbers, else joins texts or lists. */
function add(value: unknown, other: unknown): unknown {
  const [left, right] = [toInteger(value), toInteger(other)];
  if (left !== undefined && right !== undefined) return left + right;
  if (value instanceof RawHtml && other instanceof RawHtml) return new RawHtml(value.html + other.html);
  const [one, two] = [plain(value), plain(other)];
  if (typeof one === "string" && typeof two === "string") return one + two;
  if (typeof one === "number" && typeof two === "number") return one + two;
  return Array.isArray(one) && Array.isArray(two) ? [...one, ...two] : "";
}

/** The digit at a place counted from the right, from 1. */
function digit(value: unknown, place: unknown): unknown {
  const [number, index] = [toInteger(value), toInteger(place)];
  if (number === undefined || index === undefined) return value;
  if (index < 1) return number;
  const text = String(number);
  if (index > text.length) return 0;
  const found = text[text.length - index] ?? "";
  return found === "-" ? value : Number(found);
}

/** "2" for places, "-2" for places only where there are some, with "g" for thousands in groups. */
export function floatFormat(value: unknown, given: unknown): unknown {
  const format = given === undefined ? "-1" : textOf(given);
  const [, placesText = "", suffix = ""] = /^(.*?)([gu]{0,2})$/s.exec(format) ?? [];
  const text = typeof value === "boolean" ? `${Number(value)}.0` : textOf(value);
  const decimal = readDecimal(text);
  if (decimal === undefined) return toFloat(text) === undefined ? "" : text;
  const places = toInteger(placesText || "-1");
  if (places === undefined || Math.abs(places) > maxDigits || decimal === "huge") return textOf(value);
  const isShort = places <= 0 && isWhole(decimal);
  const number = toPlaces(decimal, isShort ? 0 : Math.abs(places));
  return suffix.includes("g") ? grouped(number) : number;
}

const units = ["KB", "MB", "GB", "TB", "PB"];

function fileSize(value: unknown): string {
  const size = toInteger(value) ?? 0;
  const sign = size < 0 ? "-" : "";
  return `${sign}${sizeText(Math.abs(size))}`.replaceAll(" ", "\u00a0");
}

function sizeText(size: number): string {
  if (size < 1024) return `${size} byte${size === 1 ? "" : "s"}`;
  const power = Math.min(units.length, Math.floor(Math.log2(size) / 10));
  return `${toOnePlace(size / 1024 ** power)} ${units[power - 1]}`;
}

/** Exact halves go to the even neighbour, as in Python. */
function toOnePlace(value: number): string {
  return (Number.isInteger(value * 4) ? roundHalfEven(value * 10) / 10 : value).toFixed(1);
}
