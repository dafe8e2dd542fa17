import type { Measurement } from "./case.ts";
import { median, spread } from "./statistics.ts";
import { warmUp } from "./warm-up.ts";

/** How long to measure. */
export interface Effort {
  /** Rounds of each side. */
  readonly rounds: number;
  /** Length of a round, in milliseconds. */
  readonly roundTime: number;
  /** Most time for each side to become warm before the first round, in milliseconds. */
  readonly warmUpTime: number;
  /** How often something long is done. */
  readonly repetitions: number;
  /** The part of the connections that are opened where their number does not matter. */
  readonly crowdShare: number;
}

export const fullEffort: Effort = {
  rounds: 21,
  roundTime: 300,
  warmUpTime: 10_000,
  repetitions: 20,
  crowdShare: 1,
};

export const quickEffort: Effort = {
  rounds: 9,
  roundTime: 40,
  warmUpTime: 2_500,
  repetitions: 3,
  crowdShare: 0.05,
};

/** What was done in a stretch of time. */
export interface Work {
  /** CPU time of all repetitions, in microseconds. */
  readonly cpu: number;
  readonly repetitions: number;
}

/** Works for about that many milliseconds. */
export type Side = (milliseconds: number) => Promise<Work>;

/** Two sides that are measured in turns, so that whatever slows the machine down meets both. */
export interface Sides<Kind> {
  readonly baseline: Kind;
  readonly subject: Kind;
  /** Repetitions after which a side's code is compiled for good. */
  readonly enough: number;
}

/** Compares the CPU time of one repetition. */
export async function compare(
  { baseline, subject, enough }: Sides<Side>,
  effort: Effort,
): Promise<Measurement> {
  const sampled =
    (side: Side): Sampled<"cpu"> =>
    async (milliseconds) => {
      const { cpu, repetitions } = await side(milliseconds);
      return { repetitions, figures: { cpu: cpu / repetitions } };
    };
  const sides = { baseline: sampled(baseline), subject: sampled(subject), enough };
  return (await compareSamples(sides, effort)).cpu;
}

export interface Sample<Figure extends string> {
  readonly repetitions: number;
  /** Of one repetition. */
  readonly figures: Readonly<Record<Figure, number>>;
}

/** Works for about that many milliseconds and returns several figures. */
export type Sampled<Figure extends string> = (milliseconds: number) => Promise<Sample<Figure>>;

/** Like {@link compare}, for several figures that come from one measurement. */
export async function compareSamples<Figure extends string>(
  { baseline, subject, enough }: Sides<Sampled<Figure>>,
  { rounds, roundTime, warmUpTime }: Effort,
): Promise<Record<Figure, Measurement>> {
  const baselines: Sample<Figure>["figures"][] = [];
  const subjects: Sample<Figure>["figures"][] = [];
  for (const side of [baseline, subject]) await warmUp(side, { enough, warmUpTime });
  for (let round = 0; round < rounds; round++) {
    baselines.push((await baseline(roundTime)).figures);
    subjects.push((await subject(roundTime)).figures);
  }
  const measurement = (figure: Figure): Measurement => {
    const before = baselines.map((figures) => figures[figure]);
    const value = median(subjects.map((figures) => figures[figure]));
    return { value, baseline: median(before), noise: spread(before) };
  };
  const figures = Object.keys(baselines[0] ?? {}) as Figure[];
  const entries = figures.map((figure) => [figure, measurement(figure)]);
  return Object.fromEntries(entries) as Record<Figure, Measurement>;
}
