/** Renders the page that the command line names, with Liveloom as it is published and by hand. */
import type { Html } from "liveloom";
import { renderedPages } from "./pages.ts";
import { repeat } from "./repeat.ts";

/** Answered with the CPU time of one rendering, in microseconds. */
export interface RenderQuestion {
  readonly isByHand: boolean;
  readonly milliseconds: number;
}

const { toHtml }: { toHtml(html: Html): string } = await import(
  new URL("../../dist/template/to-html.js", import.meta.url).href
);
const [name = ""] = process.argv.slice(2);
const page = renderedPages[name]?.();
if (!page) throw new Error(`There is no page "${name}"`);

process.on("message", ({ isByHand, milliseconds }: RenderQuestion) => {
  const work = isByHand ? () => page.byHand().length : () => toHtml(page.render()).length;
  process.send?.(repeat(work, milliseconds));
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
