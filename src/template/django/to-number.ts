import { plain } from "./python-value.ts";

/** Python's `int()`: undefined for what it refuses. Fractions are cut off; text must be a whole number. */
export function toInteger(value: unknown): number | undefined {
  const given = plain(value);
  if (typeof given === "number") return Number.isFinite(given) ? Math.trunc(given) : undefined;
  if (typeof given === "boolean" || typeof given === "bigint") return Number(given);
  if (typeof given !== "string") return undefined;
  return /^\s*[+-]?\d+(_\d+)*\s*$/.test(given) ? Number(given.replaceAll("_", "")) : undefined;
}

/** Python's `float()`: undefined for what it refuses. */
export function toFloat(value: unknown): number | undefined {
  const given = plain(value);
  if (typeof given === "number" || typeof given === "boolean" || typeof given === "bigint")
    return Number(given);
  if (typeof given !== "string") return undefined;
  const text = given
    .trim()
    .replace(/(?<=\d)_(?=\d)/g, "")
    .toLowerCase();
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(text)) return Number(text);
  const special = /^([+-]?)(inf|infinity|nan)$/.exec(text);
  if (!special) return undefined;
  if (special[2] === "nan") return Number.NaN;
  return special[1] === "-" ? -Infinity : Infinity;
}
