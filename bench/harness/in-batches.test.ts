import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { inBatches } from "./in-batches.ts";

test("makes all of them in order, and never more than a batch at a time", async () => {
  let [running, most] = [0, 0];
  const made = await inBatches(7, 3, async (index) => {
    running++;
    most = Math.max(most, running);
    await turn();
    running--;
    return index;
  });
  expect({ made, most }).toEqual({ made: [0, 1, 2, 3, 4, 5, 6], most: 3 });
});
