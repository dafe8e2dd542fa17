import type { MarkedHtml } from "../../template/to-html.ts";
import type { NestedView } from "./nested-view.ts";

/** How long a page that is requested waits for the views inside of it, in milliseconds. */
export const nestedPatience = 3_000;

/** A page's HTML with the views inside of it. Those that take longer come over the connection. */
export async function fillNested(
  page: MarkedHtml,
  views: ReadonlySet<NestedView> | undefined,
  token: string | undefined,
): Promise<MarkedHtml> {
  if (!views?.size) return page;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, nestedPatience);
  });
  const fillings = await Promise.all([...views].map((view) => view.fill(late, token)));
  clearTimeout(timer);
  return fillings.reduce(
    (whole, { empty, html, marks, sender }) => ({
      html: whole.html.replace(empty, () => html),
      marks: whole.marks + marks,
      sender: whole.sender || sender,
    }),
    page,
  );
}
