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
  /** How often something long is done. */
  readonly repetitions: number;
  /** The part of the connections that are opened where their number does not matter. */
  readonly crowdShare: number;
}

export const fullEffort: Effort = {
  rounds: 11,
  roundTime: 600,
  warmUpTime: 2_000,
  repetitions: 20,
  crowdShare: 1,
};

export const quickEffort: Effort = {
  rounds: 5,
  roundTime: 60,
  warmUpTime: 300,
  repetitions: 3,
  crowdShare: 0.1,
};

/** Runs for about that many milliseconds and returns the CPU time of one repetition, in microseconds. */
export type Side = (milliseconds: number) => Promise<number>;

/** Measures both sides in turns, so that whatever slows the machine down meets both. */
export async function compare(
  { baseline, subject }: { baseline: Side; subject: Side },
  effort: Effort,
): Promise<Measurement> {
  const sampled =
    (side: Side): Sampled<"value"> =>
    async (milliseconds) => ({ value: await side(milliseconds) });
  return (await compareSamples({ baseline: sampled(baseline), subject: sampled(subject) }, effort)).value;
}

/** Runs for about that many milliseconds and returns several figures of one repetition. */
export type Sampled<Figure extends string> = (milliseconds: number) => Promise<Record<Figure, number>>;

/** Like {@link compare}, for several figures that come from one measurement. */
export async function compareSamples<Figure extends string>(
  { baseline, subject }: { baseline: Sampled<Figure>; subject: Sampled<Figure> },
  { rounds, roundTime, warmUpTime }: Effort,
): Promise<Record<Figure, Measurement>> {
  const baselines: Record<Figure, number>[] = [];
  const subjects: Record<Figure, number>[] = [];
  const figures = Object.keys(await baseline(warmUpTime)) as Figure[];
  await subject(warmUpTime);
  for (let round = 0; round < rounds; round++) {
    baselines.push(await baseline(roundTime));
    subjects.push(await subject(roundTime));
  }
  const measurement = (figure: Figure): Measurement => {
    const before = baselines.map((sample) => sample[figure]);
    const value = median(subjects.map((sample) => sample[figure]));
    return { value, baseline: median(before), noise: spread(before) };
  };
  const entries = figures.map((figure) => [figure, measurement(figure)]);
  return Object.fromEntries(entries) as Record<Figure, Measurement>;
}
