import type { Case } from "../harness/case.ts";
import { Child } from "../harness/child.ts";
import { compare, type Side, type Work } from "../harness/rounds.ts";
import type { RenderQuestion } from "../render/main.ts";

/** Renderings after which the code is compiled: there are hundreds of rows in each. */
const enough = 200;

/** Rendering a page of bench/render/ to HTML, against the same page made of the same data. */
function render(name: string, page: string, baselineName: string): Case {
  return {
    name,
    unit: "µs",
    baselineName,
    async measure(effort) {
      const { child } = await Child.start("render/main.ts", [page]);
      const side =
        (isBaseline: boolean): Side =>
        async (milliseconds) =>
          (await child.ask({ isBaseline, milliseconds } satisfies RenderQuestion)) as Work;
      const measurement = await compare({ baseline: side(true), subject: side(false), enough }, effort);
      await child.stop();
      return measurement;
    },
  };
}

const literal = "template literal";

export const benchCases = [
  render("render.table1000", "table", literal),
  render("render.table1000django", "tableDjango", "nunjucks"),
  render("other.render.orders300", "orders", literal),
  { ...render("other.render.orders300django", "ordersDjango", "nunjucks"), isLong: true },
];
