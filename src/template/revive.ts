import { PlacedComponent } from "./component.ts";
import { Each, type Rows } from "./each.ts";
import { Html } from "./html.ts";
import { insideOf, type Nesting } from "./nesting.ts";
import { enterNested, leaveNested } from "./nesting-depth.ts";
import { resolveAttribute, resolveContent, resolvePart } from "./resolve.ts";
import { StreamEach } from "./stream.ts";

/**
 * Leaves in a template's values what rendering it would leave there, without making HTML: for a tree that was given
 * up while the browser still shows it.
 * @param inside The rules of nesting in its place, for what is rendered later. Default: none.
 * @throws LV-TEMPLATE-VALUE, LV-TEMPLATE-KEY, LV-TEMPLATE-DEPTH, LV-STREAM-GONE for a stream that was never shown.
 */
export function revive({ template, values }: Html, inside: Nesting = 0): void {
  enterNested();
  try {
    for (const [index, hole] of template.holes.entries()) {
      if (hole.kind === "content") values[index] = revivedContent(values[index], insideOf(hole, inside));
      else if (hole.kind === "attribute") values[index] = resolveAttribute(values[index], hole);
      else values[index] = resolvePart(values[index], hole.whole);
    }
  } finally {
    leaveNested();
  }
}

function revivedContent(value: unknown, inside: Nesting): unknown {
  const content = resolveContent(value);
  if (content instanceof StreamEach) return content.shownRows();
  if (content instanceof Each) return revivedRows(content.toRows(), inside);
  if (content instanceof Html) revive(content, inside);
  else if (content instanceof PlacedComponent) content.revive(inside);
  return content;
}

function revivedRows(rows: Rows, inside: Nesting): Rows {
  enterNested();
  try {
    for (const row of rows.rows) revive(row, inside);
    return rows;
  } finally {
    leaveNested();
  }
}
