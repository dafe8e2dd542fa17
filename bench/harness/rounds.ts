import type { Measurement } from "./case.ts";
import { median, spread } from "./statistics.ts";

/** How long to measure. */
export interface Effort {
  /** Rounds of each side. */
  readonly rounds: number;
  /** Length of a round, in milliseconds. */
  readonly roundTime: number;
  /** Time to run each side before the first round, in milliseconds. */
  readonly warmUpTime: number;
}

export const fullEffort: Effort = { rounds: 11, roundTime: 600, warmUpTime: 2_000 };
export const quickEffort: Effort = { rounds: 5, roundTime: 100, warmUpTime: 400 };

/** Runs for about that many milliseconds and returns the CPU time of one repetition, in microseconds. */
export type Side = (milliseconds: number) => Promise<number>;

/** Measures both sides in turns, so that whatever slows the machine down meets both. */
export async function compare(
  { baseline, subject }: { baseline: Side; subject: Side },
  { rounds, roundTime, warmUpTime }: Effort,
): Promise<Measurement> {
  await baseline(warmUpTime);
  await subject(warmUpTime);
  const baselines: number[] = [];
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) {
    baselines.push(await baseline(roundTime));
    values.push(await subject(roundTime));
  }
  return { value: median(values), baseline: median(baselines), noise: spread(baselines) };
}
