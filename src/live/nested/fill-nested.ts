import type { MarkedHtml } from "../../template/to-html.ts";
import type { WritePage } from "./nested-place.ts";
import type { NestedView } from "./nested-view.ts";

/** How long a page that is requested waits for the views inside of it, in milliseconds. */
export const nestedPatience = 3_000;

/** A page's HTML with the views inside of it. Those that take longer come over the connection. */
export async function fillNested(
  { html, marks }: MarkedHtml,
  views: ReadonlySet<NestedView> | undefined,
  write: WritePage,
): Promise<MarkedHtml> {
  if (!views?.size) return { html, marks };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, nestedPatience);
  });
  const fillings = await Promise.all([...views].map((view) => view.fill(late, write)));
  clearTimeout(timer);
  return fillings.reduce(
    (page, { empty, html, marks }) => ({
      html: page.html.replace(empty, () => html),
      marks: page.marks + marks,
    }),
    { html, marks },
  );
}
