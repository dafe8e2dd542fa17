import { numberText, sourceText, textOf } from "../python-text.ts";
import { plain } from "../python-value.ts";
import { toFloat, toInteger } from "../to-number.ts";

const specification = /^([-+ 0#]*)(\d*)(?:\.(\d*))?[hlL]?([diouxXeEfFgGcrsa%])([^%]*)$/s;

interface Format {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly type: string;
}

/** Python's `"%" + format % value`, such as "03d" or ".2f"; empty when it does not fit the value. */
export function formatPercent(format: string, value: unknown): string {
  const [all, flags = "", width = "", precision, type = "", rest = ""] = specification.exec(format) ?? [];
  if (all === undefined || type === "%") return "";
  const how = {
    flags,
    width: Number(width),
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
  const text = "srac".includes(type) ? wordText(how, value) : numberIn(how, plain(value));
  return text === undefined ? "" : text + rest;
}

function wordText({ type, precision, width, flags }: Format, value: unknown): string | undefined {
  const text = type === "s" ? textOf(value) : sourceText(value);
  const characters = [...(type === "c" ? textOf(value) : text)];
  if (type === "c" && characters.length !== 1)
    return typeof value === "number" ? String.fromCodePoint(value) : undefined;
  return padded(characters.slice(0, precision).join(""), "", { flags: flags.replace("0", ""), width });
}

function numberIn(how: Format, value: unknown): string | undefined {
  if (typeof value !== "number" && typeof value !== "bigint" && typeof value !== "boolean") return undefined;
  const digits = "diu".includes(how.type) ? wholeDigits(how, value) : otherDigits(how, value);
  if (digits === undefined) return undefined;
  const isNegative = digits.startsWith("-");
  const plus = how.flags.includes("+") ? "+" : (/[ ]/.exec(how.flags)?.[0] ?? "");
  return padded(isNegative ? digits.slice(1) : digits, isNegative ? "-" : plus, how);
}

function wholeDigits({ precision = 0 }: Format, value: unknown): string | undefined {
  const number = toInteger(value);
  if (number === undefined) return undefined;
  return `${number < 0 ? "-" : ""}${String(Math.abs(number)).padStart(precision, "0")}`;
}

function otherDigits(how: Format, value: number | bigint | boolean): string | undefined {
  if ("oxX".includes(how.type)) return radixDigits(how, value);
  const number = toFloat(value) ?? 0;
  const text = floatDigits(how, number);
  return "EFG".includes(how.type) ? text.toUpperCase() : text;
}

function radixDigits({ type, flags }: Format, value: number | bigint | boolean): string | undefined {
  const number = Number(value);
  if (!Number.isInteger(number)) return undefined;
  const digits = Math.abs(number).toString(type === "o" ? 8 : 16);
  const prefix = flags.includes("#") ? `0${type}` : "";
  return `${number < 0 ? "-" : ""}${prefix}${type === "X" ? digits.toUpperCase() : digits}`;
}

function floatDigits({ type, precision = 6, flags }: Format, number: number): string {
  if (!Number.isFinite(number)) return numberText(number);
  if (type === "f" || type === "F") return number.toFixed(Math.min(precision, 100));
  if (type === "e" || type === "E") return twoDigitExponent(number.toExponential(Math.min(precision, 100)));
  return generalDigits(number, Math.min(precision || 1, 100), flags.includes("#"));
}

/** As short as the precision allows. */
function generalDigits(number: number, precision: number, keepsZeros: boolean): string {
  const exponent = Number(number.toExponential(precision - 1).split("e")[1]);
  const isShort = exponent >= -4 && exponent < precision;
  const text = isShort ? number.toFixed(precision - 1 - exponent) : number.toExponential(precision - 1);
  const trimmed = keepsZeros || !text.includes(".") ? text : text.replace(/\.?0+(?=e|$)/, "");
  return twoDigitExponent(trimmed);
}

function twoDigitExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}

function padded(
  digits: string,
  sign: string,
  { flags, width }: { readonly flags: string; readonly width: number },
): string {
  const text = sign + digits;
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  if (flags.includes("-")) return text + " ".repeat(missing);
  return flags.includes("0") ? sign + "0".repeat(missing) + digits : " ".repeat(missing) + text;
}
