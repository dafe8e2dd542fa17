import { expect, test } from "vitest";
import { warmUp } from "./warm-up.ts";

const minute = 60_000;

/** How many batches of ten repetitions are run when they take these times. */
async function batches(times: readonly number[], { enough }: { enough: number }): Promise<number> {
  let count = 0;
  const side = async () => ({ repetitions: 10, figures: { time: times[count++] ?? 1 } });
  await warmUp(side, { enough, warmUpTime: minute });
  return count;
}

test.each([
  ["the figures are steady", [100, 60, 30, 28], 10, 4],
  ["it was done often enough", [30, 30, 30, 30, 30], 50, 5],
])("goes on until %s", async (_, times, enough, expected) => {
  expect(await batches(times, { enough })).toBe(expected);
});

test("is steady only when each of several figures is", async () => {
  const waves = [1, 2, 3, 3];
  let count = 0;
  const side = async () => ({ repetitions: 1, figures: { calm: 1, wild: waves[count++] ?? 0 } });
  await warmUp(side, { enough: 1, warmUpTime: minute });
  expect(count).toBe(4);
});

test("ends when the time is over", async () => {
  let count = 0;
  const side = async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return { repetitions: 1, figures: { time: 2 ** count++ } };
  };
  await warmUp(side, { enough: 1, warmUpTime: 20 });
  expect(count).toBeLessThanOrEqual(5);
});
