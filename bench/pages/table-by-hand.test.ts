import { expect, test } from "vitest";
import { toHtml } from "../../src/template/to-html.ts";
import { withoutMarkers } from "../harness/without-markers.ts";
import { Page } from "./table.ts";
import { tableByHand } from "./table-by-hand.ts";

test("the table by hand is the page's HTML without its markers", () => {
  const page = new Page();
  expect(withoutMarkers(toHtml(page.render()))).toBe(tableByHand(page.rows));
});
