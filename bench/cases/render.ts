import type { Case } from "../harness/case.ts";
import { Child } from "../harness/child.ts";
import { compare, type Side } from "../harness/rounds.ts";
import type { RenderQuestion } from "../render/main.ts";

/** Rendering a page of bench/render/pages.ts to HTML, against a function that makes the same page of the same data. */
function render(name: string, page: string): Case {
  return {
    name,
    unit: "µs",
    baselineName: "template literal",
    async measure(effort) {
      const { child } = await Child.start("render/main.ts", [page]);
      const side =
        (isByHand: boolean): Side =>
        async (milliseconds) =>
          Number(await child.ask({ isByHand, milliseconds } satisfies RenderQuestion));
      const measurement = await compare({ baseline: side(true), subject: side(false) }, effort);
      await child.stop();
      return measurement;
    },
  };
}

export const benchCases = [render("render.table1000", "table"), render("other.render.orders300", "orders")];
