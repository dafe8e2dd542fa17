/** A decimal number: `digits` divided by ten to the power of `scale`. */
export interface Decimal {
  readonly isNegative: boolean;
  readonly digits: bigint;
  /** 0 or more. */
  readonly scale: number;
}

/** Numbers with more digits than this are left as they are, so that nobody can make us write a book. */
export const maxDigits = 200;

/** Reads "-12.50" or "1e3" without rounding; undefined for what is not a number, and "huge" for too many digits. */
export function readDecimal(text: string): Decimal | "huge" | undefined {
  const [all, sign, whole = "", fraction = "", exponentText = "0"] =
    /^\s*([+-]?)(?=\d|\.\d)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?\s*$/i.exec(
      text.replace(/(?<=\d)_(?=\d)/g, ""),
    ) ?? [];
  if (all === undefined) return undefined;
  const exponent = Number(exponentText) - fraction.length;
  if (whole.length + fraction.length + Math.abs(exponent) > maxDigits) return "huge";
  const digits = BigInt(whole + fraction) * 10n ** BigInt(Math.max(0, exponent));
  return { isNegative: sign === "-", digits, scale: Math.max(0, -exponent) };
}

/** Whether nothing stands after the point. */
export function isWhole({ digits, scale }: Decimal): boolean {
  return digits % 10n ** BigInt(scale) === 0n;
}

/** The number with exactly so many places, halves rounded away from zero. */
export function toPlaces({ isNegative, digits, scale }: Decimal, places: number): string {
  const wider = digits * 10n ** BigInt(Math.max(0, places - scale));
  const cut = 10n ** BigInt(Math.max(0, scale - places));
  const rounded = (wider + cut / 2n) / cut;
  const text = String(rounded).padStart(places + 1, "0");
  const number = places ? `${text.slice(0, -places)}.${text.slice(-places)}` : text;
  return isNegative && rounded !== 0n ? `-${number}` : number;
}

/** The number with all its places. */
export function decimalText(decimal: Decimal): string {
  return toPlaces(decimal, decimal.scale);
}

/** Puts commas between thousands of the part before the point. */
export function grouped(number: string): string {
  const [, sign = "", whole = "", rest = ""] = /^(-?)(\d+)(.*)$/s.exec(number) ?? [];
  return whole ? `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest}` : number;
}
