import { anyPermissionRequired, event, form, html, LiveView, when } from "liveloom";
import { z } from "zod";
import { orders } from "../stores.ts";
import { pathId } from "../teams/path-id.ts";
import { orderInLog } from "./in-log.ts";
import { euros } from "./money.ts";
import { officeNav } from "./office-nav.ts";
import { cancelOrder, shipOrder } from "./order-actions.ts";
import { orderPolicy } from "./order-policy.ts";
import type { Order } from "./order-store.ts";
import { tellRefusal } from "./refusal.ts";
import { stateTag } from "./state-tag.ts";
import { orderTopic, rightsTopic } from "./topics.ts";

const params = z.object({ orderId: pathId });

const reason = z.string().trim().min(3, "Say in a few words why.").max(200, "Say it in 200 characters.");

/** One order. Somebody else's and one that does not exist look the same. */
export class OrderPage extends LiveView<typeof params> {
  static params = params;
  static access = anyPermissionRequired(["shop.view_order", "shop.view_all_orders"]);

  order: Order | undefined;
  cancellation = form(z.object({ reason }));

  async mount() {
    const { orderId } = this.params;
    this.order = orderPolicy.require(this, "view", await orders.find(orderId));
    this.title = `Order ${orderId}`;
    this.subscribe(orderTopic.for(orderId), async () => {
      this.order = await orders.find(orderId);
    });
    this.subscribe(rightsTopic.for(this.user.id), () => {});
  }

  /** Asked before every event and message, too: who may see it no more, leaves. */
  authorize() {
    return this.can("shop.view_order", this.order);
  }

  ship = event(
    {
      permission: "shop.ship_order",
      audit: { action: "shop.ship_order", object: () => orderInLog(this.params.orderId) },
    },
    () => shipOrder(this, this.params.orderId),
  );

  cancel = event({ form: this.cancellation }, async (form) => {
    const { orderId } = this.params;
    const object = await orderInLog(orderId);
    await this.audit("shop.cancel_order", object, () => cancelOrder(this, orderId, form.reason));
  });

  onError(error: unknown) {
    tellRefusal(this, error);
  }

  render() {
    return html`${officeNav(this, "/office/orders/")}${this.order && this._page(this.order)}`;
  }

  _page(order: Order) {
    const { title, owner, amount, state, reason } = order;
    return html`
      <header class="page-head"><h1 tabindex="-1">${title}</h1><p>Order ${order.id}</p></header>
      <dl class="card facts">
        <div><dt>For</dt><dd>${owner}</dd></div>
        <div><dt>Amount</dt><dd>${euros(amount)}</dd></div>
        <div><dt>State</dt><dd role="status">${stateTag(state)}</dd></div>
        ${when(reason, () => html`<div><dt>Why</dt><dd>${reason}</dd></div>`)}
      </dl>
      ${when(state === "placed" && this.can("shop.ship_order", order), () => html`<p><button live-click=${this.ship}>Mark as shipped</button></p>`)}
      ${when(state === "placed" && this.can("shop.cancel_order", order), () => this._cancelForm())}`;
  }

  _cancelForm() {
    const reason = this.cancellation.field("reason");
    return html`<form class="card cancel" live-form=${this.cancellation} live-submit=${this.cancel} novalidate>
      <h2>Cancel it</h2>
      <label for="reason">Why?</label>
      <input id="reason" name=${reason.name} value=${reason.value} required maxlength="200" autocomplete="off"
        aria-invalid=${reason.invalid} aria-describedby=${reason.describedBy}>
      ${when(reason.invalid, () => html`<p class="error" role="alert" id=${reason.errorId}>${reason.error}</p>`)}
      <button class="quiet danger">Cancel this order</button>
    </form>`;
  }
}
