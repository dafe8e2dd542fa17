import { expect, test } from "vitest";
import { toHtml } from "../../src/template/to-html.ts";
import { Page } from "./orders.ts";
import { ordersByHand } from "./orders-by-hand.ts";

test("the orders by hand are the page's HTML without its markers", () => {
  const page = new Page();
  page.toggle.name = "toggle";
  const markers = /<!--[[\]]-->| lv(=e)?(?=[ >])/g;
  expect(toHtml(page.render()).replace(markers, "")).toBe(ordersByHand(page.orders, page.isUrgent));
});
