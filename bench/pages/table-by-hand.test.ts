import { expect, test } from "vitest";
import { toHtml } from "../../src/template/to-html.ts";
import { Page } from "./table.ts";
import { tableByHand } from "./table-by-hand.ts";

test("the table by hand is the page's HTML without its markers", () => {
  const page = new Page();
  const markers = /<!--[[\]]-->| lv(=e)?(?=[ >])/g;
  expect(toHtml(page.render()).replace(markers, "")).toBe(tableByHand(page.rows));
});
