/** The same ratios on pages of another kind, to which nothing was tuned. */

import type { Case } from "../harness/case.ts";
import { fanoutCases } from "../harness/fanout-cases.ts";
import { joinCases } from "../harness/join-cases.ts";
import { long } from "../harness/long.ts";
import { memoryCases } from "../harness/memory-cases.ts";
import { pageEvent } from "../harness/page-event.ts";
import { patchCases } from "../harness/patch-cases.ts";
import { EmptyPage, steps } from "../pages/orders-steps.ts";

export const benchCases: Case[] = [
  ...long(pageEvent("other.event.toggleOnOrders300", { page: "orders", event: "toggle" })),
  ...pageEvent("other.event.order1of300", { page: "orders", event: "change" }),
  ...pageEvent("other.event.order1of300memo", { page: "orders-memo", event: "change" }),
  ...long(pageEvent("other.event.streamPrepend", { page: "orders-stream", event: "prepend" })),
  ...long(pageEvent("other.event.append300", { page: "orders", event: "append", eventsPerPage: 100 })),
  ...long(pageEvent("other.event.swap300", { page: "orders", event: "swap" })),
  ...long(pageEvent("other.event.every10th300", { page: "orders", event: "changeEvery10th" })),
  ...long(fanoutCases("other.fanout.1000", { page: "quotes", connections: 1_000 })),
  ...long(joinCases("other.join.orders300", "orders")),
  ...long(memoryCases("other.mem.idle.orders300", { page: "orders", connections: 1_000 })),
  ...long(patchCases("other.client.patch", { View: EmptyPage, steps, byHand: "orders" })),
];
