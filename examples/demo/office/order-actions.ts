import type { Asker, LiveView } from "liveloom";
import { orders } from "../stores.ts";
import { orderPolicy } from "./order-policy.ts";
import type { Order } from "./order-store.ts";
import { Refusal } from "./refusal.ts";
import { orderTopic } from "./topics.ts";

type OrderView = Asker & Pick<LiveView, "publish" | "flash">;

/** @throws Refusal when it was shipped or cancelled before, NotFound, PermissionDenied */
export async function shipOrder(view: OrderView, id: number): Promise<void> {
  const order = await orderFor(view, "ship", id);
  if (!(await orders.ship(id))) throw await refusal(id);
  tell(view, order, `“${order.title}” is on its way.`);
}

/** @throws Refusal when it was shipped or cancelled before, NotFound, PermissionDenied */
export async function cancelOrder(view: OrderView, id: number, reason: string): Promise<void> {
  const order = await orderFor(view, "cancel", id);
  if (!(await orders.cancel(id, reason))) throw await refusal(id);
  tell(view, order, `“${order.title}” is cancelled.`);
}

/** Whoever may not see an order does not learn that there is one. */
async function orderFor(view: OrderView, action: "ship" | "cancel", id: number): Promise<Order> {
  const order = orderPolicy.require(view, "view", await orders.find(id));
  return orderPolicy.require(view, action, order, { openly: true });
}

async function refusal(id: number): Promise<Refusal> {
  const order = await orders.find(id);
  return new Refusal(`That came too late: this order is ${order?.state ?? "gone"}.`);
}

function tell(view: OrderView, { id }: Order, words: string): void {
  view.publish(orderTopic, { id });
  view.publish(orderTopic.for(id), { id });
  view.flash("success", words);
}
