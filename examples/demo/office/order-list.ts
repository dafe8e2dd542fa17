import { anyPermissionRequired, each, event, html, LiveView, stream, when } from "liveloom";
import { orders } from "../stores.ts";
import { orderInLog } from "./in-log.ts";
import { euros } from "./money.ts";
import { officeNav } from "./office-nav.ts";
import { oneRow } from "./one-row.ts";
import { shipOrder } from "./order-actions.ts";
import { OrderPage } from "./order-page.ts";
import { orderPolicy } from "./order-policy.ts";
import type { Order } from "./order-store.ts";
import { tellRefusal } from "./refusal.ts";
import { stateTag } from "./state-tag.ts";
import { orderTopic, rightsTopic } from "./topics.ts";

/** The orders that somebody may see. Their rows are in the browser only: a change sends the row that changed. */
export class OrderList extends LiveView {
  static access = anyPermissionRequired(["shop.view_order", "shop.view_all_orders"]);

  orders = stream({ key: (order: Order) => order.id });

  async mount() {
    this.subscribe(orderTopic, ({ id }) => this._update(id));
    this.subscribe(rightsTopic.for(this.user.id), () => this._load());
    await this._load();
  }

  ship = event(
    {
      params: oneRow,
      permission: "shop.ship_order",
      audit: { action: "shop.ship_order", object: ({ id }) => orderInLog(id) },
    },
    ({ id }) => shipOrder(this, id),
  );

  onError(error: unknown) {
    tellRefusal(this, error);
  }

  async _load() {
    this.title = this.can("shop.view_all_orders") ? "Orders" : "Your orders";
    this.orders.reset(...(await orders.list((query) => orderPolicy.scope(this, query))));
  }

  async _update(id: number) {
    const order = await orders.find(id);
    if (order && orderPolicy.allows(this, "view", order)) this.orders.update(order);
  }

  render() {
    return html`
      ${officeNav(this, "/office/orders/")}
      <h1 tabindex="-1">${this.title}</h1>
      <section class="card sheet">
        <table>
          <caption class="visually-hidden">${this.title}, the newest first</caption>
          <thead><tr><th scope="col">Order</th><th scope="col" class="amount">Amount</th><th scope="col">State</th></tr></thead>
          <tbody>${each(this.orders, (order) => this._row(order))}</tbody>
        </table>
        ${when(this.orders.length === 0, () => html`<p class="empty">No orders yet.</p>`)}
      </section>`;
  }

  _row(order: Order) {
    const { id, title, owner, amount, state } = order;
    const mayShip = state === "placed" && this.can("shop.ship_order", order);
    return html`<tr>
      <th scope="row"><a href=${this.href(OrderPage, { params: { orderId: id } })} live-navigate>${title}</a>
        <small>No. ${id} for ${owner}</small></th>
      <td class="amount">${euros(amount)}</td>
      <td>${stateTag(state)} ${when(
        mayShip,
        () => html`<button class="quiet" live-click=${this.ship} data-id=${id}>Mark as shipped
          <span class="visually-hidden">: ${title}, No. ${id}</span></button>`,
      )}</td>
    </tr>`;
  }
}
