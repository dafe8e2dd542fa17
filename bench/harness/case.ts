import type { Effort } from "./rounds.ts";

/** Something that is measured. Each file in bench/cases/ exports some as `benchCases`. */
export interface Case {
  /** Dotted, from general to special; `--only` takes a beginning of it. */
  readonly name: string;
  readonly unit: "µs" | "ms" | "bytes";
  /** What the value is compared with. */
  readonly baselineName: string;
  /** Takes too long for `--quick`. */
  readonly isLong?: boolean;
  measure(effort: Effort): Promise<Measurement>;
}

export interface Measurement {
  readonly value: number;
  readonly baseline: number;
  /** How far the baseline wandered between rounds, as a share of it; 0 for what does not vary. */
  readonly noise: number;
}
