/** Renders the page that the command line names, with Liveloom as it is published and as its baseline does. */
import type { Html } from "liveloom";
import { djangoPages } from "./django-pages.ts";
import { renderedPages } from "./pages.ts";
import { repeat } from "./repeat.ts";

/** Answered with the work that was done. */
export interface RenderQuestion {
  readonly isBaseline: boolean;
  readonly milliseconds: number;
}

const { toHtml }: { toHtml(html: Html): string } = await import(
  new URL("../../dist/template/to-html.js", import.meta.url).href
);
const [name = ""] = process.argv.slice(2);
const page = { ...renderedPages, ...djangoPages }[name]?.();
if (!page) throw new Error(`There is no page "${name}"`);

process.on("message", ({ isBaseline, milliseconds }: RenderQuestion) => {
  const once = isBaseline ? () => page.baseline().length : () => toHtml(page.render()).length;
  process.send?.(repeat(once, milliseconds));
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
