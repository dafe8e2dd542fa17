import { escaped } from "./escaped.ts";
import { euros, type Order, type OrderLine, totalOf } from "./order.ts";

/** What bench/pages/orders.ts shows, written with nothing but JavaScript. */
export function ordersByHand(orders: readonly Order[], isUrgent: boolean): string {
  return `
      <header class="${isUrgent ? "urgent" : "calm"}">
        <h1>Orders</h1>
        <p>${orders.length} orders, <b>${euros(orders.reduce((sum, order) => sum + totalOf(order), 0))}</b></p>
        <label><input type="checkbox"${isUrgent ? " checked" : ""} live-click="toggle"> Urgent</label>
      </header>
      <main>${orders.map(orderByHand).join("")}</main>`;
}

function orderByHand(order: Order): string {
  const { id, customer, status, note, lines } = order;
  return `
      <article id="order-${id}" class="order ${status}">
        <h2><a href="/orders/${id}">${escaped(customer)}</a> <small>${status}</small></h2>
        ${note === "" ? "" : `<p class="note">${escaped(note)}</p>`}
        <ul>${lines.map(lineByHand).join("")}</ul>
        <p class="total">${euros(totalOf(order))}</p>
      </article>`;
}

function lineByHand({ article, quantity, price }: OrderLine): string {
  return `<li>${quantity} × ${escaped(article)} <i>${euros(price)}</i></li>`;
}
