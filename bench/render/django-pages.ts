import { fileURLToPath } from "node:url";
import { DjangoTemplates } from "liveloom/django";
import { Environment, FileSystemLoader } from "nunjucks";
import { euros, makeOrders, totalOf } from "../pages/order.ts";
import { makeRows } from "../pages/row.ts";
import type { Rendered } from "./pages.ts";

const folder = fileURLToPath(new URL("./templates/", import.meta.url));

/** The files in bench/render/templates/, which both engines understand, compiled before. By name. */
export const djangoPages: Readonly<Record<string, () => Rendered>> = {
  tableDjango: () => rendered("table.html", { rows: makeRows(1_000) }),
  ordersDjango: () => rendered("orders.html", ordersContext()),
};

function rendered(file: string, context: object): Rendered {
  const ours = new DjangoTemplates({ folders: [folder] }).get(file);
  const theirs = new Environment(new FileSystemLoader(folder), { autoescape: true }).getTemplate(file, true);
  return { render: () => ours.render(context), baseline: () => theirs.render(context) };
}

/** Prices are written out before: neither language has a filter for them. */
function ordersContext(): object {
  const orders = makeOrders(300);
  const sum = orders.reduce((cents, order) => cents + totalOf(order), 0);
  const written = orders.map((order) => ({
    ...order,
    total: euros(totalOf(order)),
    lines: order.lines.map((line) => ({ ...line, price: euros(line.price) })),
  }));
  return { orders: written, sum: euros(sum), is_urgent: false };
}
