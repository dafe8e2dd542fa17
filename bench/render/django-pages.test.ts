import { expect, test } from "vitest";
import { toHtml } from "../../src/template/to-html.ts";
import { withoutMarkers } from "../harness/without-markers.ts";
import { djangoPages } from "./django-pages.ts";

test.each(Object.entries(djangoPages))("both engines make the same page: %s", (_, make) => {
  const page = make();
  const baseline = page.baseline().replaceAll("&#39;", "'");
  expect(withoutMarkers(toHtml(page.render()))).toBe(baseline);
});
