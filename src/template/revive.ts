import { PlacedComponent } from "./component.ts";
import { Each } from "./each.ts";
import { Html } from "./html.ts";
import { resolveAttribute, resolveContent, resolvePart } from "./resolve.ts";
import { StreamEach } from "./stream.ts";

/**
 * Leaves in a template's values what rendering it would leave there, without making HTML: for a tree that was given
 * up while the browser still shows it.
 * @throws LV-TEMPLATE-VALUE, LV-TEMPLATE-KEY, LV-STREAM-GONE for a stream that was never shown.
 */
export function revive({ template, values }: Html): void {
  for (const [index, hole] of template.holes.entries()) {
    if (hole.kind === "content") values[index] = revivedContent(values[index]);
    else if (hole.kind === "attribute") values[index] = resolveAttribute(values[index], hole);
    else values[index] = resolvePart(values[index], hole.whole);
  }
}

function revivedContent(value: unknown): unknown {
  const content = resolveContent(value);
  if (content instanceof StreamEach) return content.shownRows();
  if (content instanceof Each) {
    const rows = content.toRows();
    for (const row of rows.rows) revive(row);
    return rows;
  }
  if (content instanceof Html) revive(content);
  else if (content instanceof PlacedComponent) content.revive();
  return content;
}
