import { Abortable } from "../../src/live/deadline.ts";
import { euros, makeOrders, type Order, totalOf } from "./order.ts";
import { Page } from "./orders.ts";
import type { ChangedOrder, OrdersMessage } from "./orders-message.ts";
import type { Step } from "./step.ts";

/** A page of orders before there are any. */
export class EmptyPage extends Page {
  override orders: Order[] = [];
}

const orders = makeOrders(600);

/** The same operations as those of js-framework-benchmark, one after the other on one page. */
export const steps: readonly Step<EmptyPage>[] = [
  {
    name: "create",
    change: (page) => page.orders.push(...orders.slice(0, 300)),
    message: (page) => message(page, { append: page.orders }),
  },
  {
    name: "every10th",
    change: (page) => page.changeEvery10th.body({}, new Abortable()),
    message: (page) => message(page, { changed: changedIn(page) }),
  },
  {
    name: "swap",
    change: (page) => page.swap.body({}, new Abortable()),
    message: (page) => message(page, { swap: [1, 298] }),
  },
  {
    name: "remove",
    change: (page) => page.orders.splice(3, 1),
    message: (page) => message(page, { remove: 3 }),
  },
  {
    name: "append",
    change: (page) => page.orders.push(...orders.slice(300)),
    message: (page) => message(page, { append: orders.slice(300) }),
  },
  {
    name: "clear",
    change: (page) => page.orders.splice(0),
    message: (page) => message(page, { clear: true }),
  },
];

function message(page: Page, what: Omit<OrdersMessage, "count" | "sum">): OrdersMessage {
  const sum = page.orders.reduce((cents, order) => cents + totalOf(order), 0);
  return { count: page.orders.length, sum: euros(sum), ...what };
}

function changedIn(page: Page): ChangedOrder[] {
  return page.orders.flatMap((order, index) => {
    const quantity = order.lines[0]?.quantity ?? 0;
    return index % 10 === 0 ? [{ index, quantity, total: euros(totalOf(order)) }] : [];
  });
}
