import type { Html, LiveView } from "liveloom";
import { standalone } from "../harness/standalone.ts";
import { Page as Orders } from "../pages/orders.ts";
import { ordersByHand } from "../pages/orders-by-hand.ts";
import { Page as Table } from "../pages/table.ts";
import { tableByHand } from "../pages/table-by-hand.ts";

/** Two ways to the HTML of one page; the baseline is another template engine, or written by hand. */
export interface Rendered {
  render(): Html;
  baseline(): string;
}

/** By name; each is made when it is asked for. */
export const renderedPages: Readonly<Record<string, () => Rendered>> = {
  table: () => rendered(Table, ({ rows }) => tableByHand(rows)),
  orders: () => rendered(Orders, ({ orders, isUrgent }) => ordersByHand(orders, isUrgent)),
};

function rendered<Page extends LiveView>(View: new () => Page, byHand: (page: Page) => string): Rendered {
  const page = standalone(View);
  return { render: () => page.render(), baseline: () => byHand(page) };
}
