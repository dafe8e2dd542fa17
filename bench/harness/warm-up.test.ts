import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { warmUp } from "./warm-up.ts";

test("goes on until work was done often enough", async () => {
  let done = 0;
  const side = async () => {
    done += 10;
    return { repetitions: 10 };
  };
  await warmUp(side, { enough: 45, warmUpTime: 60_000 });
  expect(done).toBe(50);
});

test("ends when the time is over", async () => {
  let batches = 0;
  const side = async () => {
    batches++;
    await wait(10);
    return { repetitions: 1 };
  };
  await warmUp(side, { enough: 1_000, warmUpTime: 20 });
  expect(batches).toBeLessThan(4);
});
