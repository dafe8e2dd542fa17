import type { Case, Measurement } from "./case.ts";

/** One entry of the file that `--json` writes. Programs compare these: names and units stay. */
export interface Result {
  readonly case: string;
  readonly value: number;
  readonly unit: Case["unit"];
  readonly baseline: number;
  readonly baselineName: string;
  /** `value` divided by `baseline`: less is better. */
  readonly ratio: number;
}

export function toResult({ name, unit, baselineName }: Case, { value, baseline }: Measurement): Result {
  const rounded = (number: number, digits: number): number => Number(number.toFixed(digits));
  return {
    case: name,
    value: rounded(value, 2),
    unit,
    baseline: rounded(baseline, 2),
    baselineName,
    ratio: rounded(value / baseline, 3),
  };
}

/** A value with its unit, short enough for a table. */
export function formatValue(value: number, unit: Case["unit"]): string {
  return `${value.toFixed(unit === "bytes" ? 0 : 1)} ${unit}`;
}
