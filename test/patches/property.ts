import fc from "fast-check";
import { contentOf, freshPage, PatchedPage } from "./patched-page.ts";
import { RandomView, render } from "./random-view.ts";

/** Most states that a page goes through in one run. */
const longest = 6;

/** Longest time for all runs of a call and for making a failing example smaller, in milliseconds. */
const timeLimit = 60_000;

/**
 * Draws templates and states at random, and takes a page from state to state by patches: it always has to look as
 * if it had been rendered anew.
 * @throws with the seed and the smallest example found when it does not.
 */
export function checkPatches(options: { runs: number; seed: number }): void {
  const { runs, seed } = options;
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const view = new RandomView(draw);
      let state = view.first();
      const page = new PatchedPage(render(state));
      for (let step = draw(fc.nat, { max: longest }); step > 0; step--) {
        state = view.next(state);
        page.show(render(state));
        const [shown, expected] = [contentOf(page.root), contentOf(freshPage(render(state)))];
        if (shown !== expected) throw new Error(`The page is\n${shown}\nand should be\n${expected}`);
      }
    }),
    { numRuns: runs, seed, interruptAfterTimeLimit: timeLimit, markInterruptAsFailure: true },
  );
}
