/** Time between two looks at what was done, in milliseconds. */
const batchTime = 50;

/**
 * Repeats work until it was done often enough, or the time is over. Cold code takes up to four times as long, and how
 * long it stays cold depends on how often it runs, not on the time: with time alone, what is slow would stay cold.
 */
export async function warmUp(
  side: (milliseconds: number) => Promise<{ readonly repetitions: number }>,
  { enough, warmUpTime }: { enough: number; warmUpTime: number },
): Promise<void> {
  const end = performance.now() + warmUpTime;
  for (let done = 0; done < enough && performance.now() < end; ) {
    done += (await side(batchTime)).repetitions;
  }
}
