import { toHtml } from "../../src/template/to-html.ts";
import type { Case } from "../harness/case.ts";
import { inProcess } from "../harness/in-process.ts";
import { compare } from "../harness/rounds.ts";
import { Page } from "../pages/table.ts";
import { tableByHand } from "../pages/table-by-hand.ts";

/** Rendering a page with a table of 1,000 rows to HTML. */
export const benchCase: Case = {
  name: "render.table1000",
  unit: "µs",
  baselineName: "template literal",
  measure(effort) {
    const page = new Page();
    const baseline = inProcess(() => tableByHand(page.rows).length);
    const subject = inProcess(() => toHtml(page.render()).length);
    return compare({ baseline, subject }, effort);
  },
};
