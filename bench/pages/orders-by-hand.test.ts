import { expect, test } from "vitest";
import { toHtml } from "../../src/template/to-html.ts";
import { standalone } from "../harness/standalone.ts";
import { withoutMarkers } from "../harness/without-markers.ts";
import { Page } from "./orders.ts";
import { ordersByHand } from "./orders-by-hand.ts";

test("the orders by hand are the page's HTML without its markers", () => {
  const page = standalone(Page);
  expect(withoutMarkers(toHtml(page.render()))).toBe(ordersByHand(page.orders, page.isUrgent));
});
