import { nested } from "../../nesting-depth.ts";
import { RawHtml } from "../../raw.ts";
import { toSafeHtml } from "../escape-html.ts";
import { textOf } from "../python-text.ts";
import { itemsOf } from "../python-value.ts";

/** A list that nests lists after the items they belong to, as `<li>` elements. */
export function unorderedList(value: unknown, escapes: boolean): RawHtml {
  const write = escapes ? toSafeHtml : textOf;
  return new RawHtml(listHtml(itemsOf(value) ?? [], 1, write));
}

function listHtml(items: readonly unknown[], depth: number, write: (item: unknown) => string): string {
  const indent = "\t".repeat(depth);
  const lines: string[] = [];
  for (let index = 0; index < items.length; index++) {
    const next = items[index + 1];
    const children = Array.isArray(next) ? next : undefined;
    if (children) index++;
    const item = items[children ? index - 1 : index];
    const inner = children?.length ? nested(() => listHtml(children, depth + 1, write)) : undefined;
    const below = inner === undefined ? "" : `\n${indent}<ul>\n${inner}\n${indent}</ul>\n${indent}`;
    lines.push(`${indent}<li>${write(item)}${below}</li>`);
  }
  return lines.join("\n");
}
