import { type EachOptions, each, event, html, LiveView, when } from "liveloom";
import { euros, makeOrder, makeOrders, type Order, type OrderLine, totalOf } from "./order.ts";

/** Walks over 300 orders so that neighbours in time are far apart on the page. */
const stride = 181;

/** 300 orders: lists in lists, classes, links, parts that are there or not, and sums above them. */
export class Page extends LiveView {
  orders: Order[] = makeOrders(300);
  isUrgent = false;
  _next = 0;
  readonly _options: EachOptions<Order> = {};

  restore() {
    this._next = 0;
  }

  /** One more of an order's first article. */
  change = event(() => {
    this._next = (this._next + stride) % this.orders.length;
    this._change(this._next);
  });

  changeEvery10th = event(() => {
    for (let index = 0; index < this.orders.length; index += 10) this._change(index);
  });

  append = event(() => {
    this.orders.push(makeOrder(this.orders.length));
  });

  swap = event(() => {
    const [upper, lower] = [1, this.orders.length - 2];
    const [first, second] = [this.orders[upper], this.orders[lower]];
    if (first && second) [this.orders[upper], this.orders[lower]] = [second, first];
  });

  /** Changes something above the list. */
  toggle = event(() => {
    this.isUrgent = !this.isUrgent;
  });

  _change(index: number): void {
    const order = this.orders[index];
    if (!order) return;
    const [first, ...rest] = order.lines;
    if (first)
      this.orders[index] = { ...order, lines: [{ ...first, quantity: first.quantity + 1 }, ...rest] };
  }

  render() {
    return html`
      <header class=${this.isUrgent ? "urgent" : "calm"}>
        <h1>Orders</h1>
        <p>${this.orders.length} orders, <b>${euros(this.orders.reduce((sum, order) => sum + totalOf(order), 0))}</b></p>
        <label><input type="checkbox" checked=${this.isUrgent} live-click=${this.toggle}> Urgent</label>
      </header>
      <main>${each(
        this.orders,
        ({ id }) => id,
        (order) => this._order(order),
        this._options,
      )}</main>`;
  }

  _order(order: Order) {
    const { id, customer, status, note, lines } = order;
    return html`
      <article id="order-${id}" class="order ${status}">
        <h2><a href="/orders/${id}">${customer}</a> <small>${status}</small></h2>
        ${when(note !== "", () => html`<p class="note">${note}</p>`)}
        <ul>${each(
          lines,
          ({ sku }) => sku,
          (line) => this._line(line),
        )}</ul>
        <p class="total">${euros(totalOf(order))}</p>
      </article>`;
  }

  _line({ article, quantity, price }: OrderLine) {
    return html`<li>${quantity} × ${article} <i>${euros(price)}</i></li>`;
  }
}
