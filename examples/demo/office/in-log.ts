import type { AuditedObject } from "liveloom";
import { orders, payouts } from "../stores.ts";
import { euros } from "./money.ts";

/** An order as the audit log has it. */
export async function orderInLog(id: number): Promise<AuditedObject> {
  const order = await orders.find(id);
  return { type: "order", id, text: order ? `${order.title}, ${euros(order.amount)}` : "" };
}

/** A payout as the audit log has it. */
export async function payoutInLog(id: number): Promise<AuditedObject> {
  const payout = await payouts.find(id);
  return { type: "payout", id, text: payout ? `${euros(payout.amount)} to ${payout.payee}` : "" };
}
