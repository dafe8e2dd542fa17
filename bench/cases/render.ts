import type { LiveView } from "liveloom";
import { toHtml } from "../../src/template/to-html.ts";
import type { Case } from "../harness/case.ts";
import { inProcess } from "../harness/in-process.ts";
import { compare } from "../harness/rounds.ts";
import { standalone } from "../harness/standalone.ts";
import { Page as Orders } from "../pages/orders.ts";
import { ordersByHand } from "../pages/orders-by-hand.ts";
import { Page as Table } from "../pages/table.ts";
import { tableByHand } from "../pages/table-by-hand.ts";

/** Rendering a page to HTML, against a function that makes the same page of a view's data. */
function render<Page extends LiveView>(
  name: string,
  View: new () => Page,
  byHand: (page: Page) => string,
): Case {
  return {
    name,
    unit: "µs",
    baselineName: "template literal",
    measure(effort) {
      const page = standalone(View);
      const baseline = inProcess(() => byHand(page).length);
      const subject = inProcess(() => toHtml(page.render()).length);
      return compare({ baseline, subject }, effort);
    },
  };
}

export const benchCases = [
  render("render.table1000", Table, ({ rows }) => tableByHand(rows)),
  render("other.render.orders300", Orders, ({ orders, isUrgent }) => ordersByHand(orders, isUrgent)),
];
