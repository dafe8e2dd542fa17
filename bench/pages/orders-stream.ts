import { each, event, html, LiveView, stream } from "liveloom";
import { makeOrder, makeOrders, type Order } from "./order.ts";

/** The 300 newest orders, of which the server keeps the keys only. */
export class Page extends LiveView {
  orders = stream({ key: ({ id }: Order) => id, limit: 300 });
  count = 300;

  mount() {
    this.orders.append(...makeOrders(300));
  }

  prepend = event(() => {
    this.orders.prepend(makeOrder(this.count++));
  });

  render() {
    return html`<h1>${this.count} orders</h1><main>${each(
      this.orders,
      ({ id, customer, status, lines }) => html`
        <article class="order ${status}">
          <h2><a href="/orders/${id}">${customer}</a></h2>
          <ul>${each(lines, ({ article, quantity }) => html`<li>${quantity} × ${article}</li>`)}</ul>
        </article>`,
    )}</main>`;
  }
}
