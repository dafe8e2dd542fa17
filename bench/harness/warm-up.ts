import type { Sampled } from "./rounds.ts";

/** Time between two looks at the figures, in milliseconds. */
const batchTime = 200;
/** Two batches in a row that differ by less, as a share, are the same. */
const steadiness = 0.1;

/**
 * Repeats work until it was done often enough and two batches in a row took the same, or the time is over. Cold
 * code takes up to four times as long, and while it is compiled in steps there are plateaus: neither time nor steady
 * figures alone say that it is warm.
 */
export async function warmUp<Figure extends string>(
  side: Sampled<Figure>,
  { enough, warmUpTime }: { enough: number; warmUpTime: number },
): Promise<void> {
  const end = performance.now() + warmUpTime;
  let last: Readonly<Record<string, number>> = {};
  for (let done = 0; performance.now() < end; ) {
    const { repetitions, figures } = await side(batchTime);
    done += repetitions;
    if (done >= enough && isSteady(last, figures)) return;
    last = figures;
  }
}

function isSteady(
  last: Readonly<Record<string, number>>,
  figures: Readonly<Record<string, number>>,
): boolean {
  return Object.entries(figures).every(([name, value]) => {
    const before = last[name] ?? Number.POSITIVE_INFINITY;
    return Math.abs(value - before) < steadiness * before;
  });
}
