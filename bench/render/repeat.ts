/**
 * Repeats work for about that many milliseconds, and returns the CPU time of one repetition in microseconds. The work
 * returns a number that depends on all it did, so that none is left out.
 */
export function repeat(work: () => number, milliseconds: number): number {
  const before = process.cpuUsage();
  const end = performance.now() + milliseconds;
  let repetitions = 0;
  let sum = 0;
  for (; performance.now() < end; repetitions++) sum += work();
  if (!Number.isFinite(sum)) throw new Error("The work must return a number");
  const { user, system } = process.cpuUsage(before);
  return (user + system) / repetitions;
}
