import fc from "fast-check";
import { KeptElements } from "./kept-elements.ts";
import { contentOf, freshPage, PatchedPage } from "./patched-page.ts";
import { RandomPage } from "./random-page.ts";

/** Most states that a page goes through in one run. */
const longest = 6;

/** Longest time for all runs of a call and for making a failing example smaller, in milliseconds. */
const timeLimit = 60_000;

/**
 * Draws templates and states at random, some with a stream, and takes a page from state to state by patches: it always
 * has to look as if it had been rendered anew, with the elements, the focus and the selection that it had.
 * @throws with the seed and the smallest example found when it does not.
 */
export function checkPatches(options: { runs: number; seed: number }): void {
  const { runs, seed } = options;
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const states = new RandomPage(draw);
      const page = new PatchedPage(states.view());
      document.body.replaceChildren(page.root);
      for (let step = draw(fc.nat, { max: longest }); step > 0; step--) {
        const kept = new KeptElements(draw, page.root);
        states.next();
        page.show(states.view());
        const fresh = freshPage(states.freshView());
        kept.check(fresh);
        const [shown, expected] = [contentOf(page.root), contentOf(fresh)];
        if (shown !== expected) throw new Error(`The page is\n${shown}\nand should be\n${expected}`);
      }
    }),
    {
      numRuns: runs,
      seed,
      interruptAfterTimeLimit: timeLimit,
      markInterruptAsFailure: true,
      includeErrorInReport: true,
    },
  );
}
