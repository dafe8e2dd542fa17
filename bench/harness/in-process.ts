import type { Side } from "./rounds.ts";

/** Repeats work in this process. It returns a number that depends on all it did, so that none is left out. */
export function inProcess(work: () => number): Side {
  return async (milliseconds) => {
    const before = process.cpuUsage();
    const end = performance.now() + milliseconds;
    let repetitions = 0;
    let sum = 0;
    for (; performance.now() < end; repetitions++) sum += work();
    if (!Number.isFinite(sum)) throw new Error("The work must return a number");
    const { user, system } = process.cpuUsage(before);
    return (user + system) / repetitions;
  };
}
