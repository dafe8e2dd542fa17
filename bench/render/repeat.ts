import type { Work } from "../harness/rounds.ts";

/**
 * Repeats something for about that many milliseconds, and returns the CPU time of it all. It returns a number that
 * depends on all it did, so that none is left out.
 */
export function repeat(once: () => number, milliseconds: number): Work {
  const before = process.cpuUsage();
  const end = performance.now() + milliseconds;
  let repetitions = 0;
  let sum = 0;
  for (; performance.now() < end; repetitions++) sum += once();
  if (!Number.isFinite(sum)) throw new Error("It must return a number");
  const { user, system } = process.cpuUsage(before);
  return { cpu: user + system, repetitions };
}
