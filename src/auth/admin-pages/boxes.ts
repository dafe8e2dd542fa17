import { each } from "../../template/each.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";

/** Something that can be given or taken by a mark. */
export interface Box {
  readonly value: string;
  readonly label: string;
  readonly isMarked: boolean;
  /** Whether the mark stays as it is. Default: false. */
  readonly isFixed?: boolean;
  /** Why it is as it is. Default: nothing. */
  readonly hint?: string;
}

/** Boxes to mark, and what was marked when they were shown: see {@link Chosen}. */
export function boxes(list: readonly Box[]): Html {
  const before = list.filter(({ isMarked, isFixed }) => isMarked && !isFixed).map(({ value }) => value);
  return html`<input type="hidden" name="before" value=${before.join(" ")}>
    <ul class="admin-boxes">${each(list, ({ value }) => value, box)}</ul>`;
}

function box({ value, label, isMarked, isFixed = false, hint }: Box): Html {
  return html`<li><label>
    <input type="checkbox" name="chosen" value=${value} checked=${isMarked} disabled=${isFixed}>
    <span>${label} ${when(hint, () => html`<small>${hint}</small>`)}</span>
  </label></li>`;
}

/** Permissions as boxes, those of one app together. */
export function permissionBoxes(
  permissions: ReadonlyMap<string, string>,
  look: (name: string) => Pick<Box, "isMarked" | "isFixed" | "hint">,
): Html {
  return boxes(
    [...permissions]
      .sort()
      .map(([name, description]) => ({ value: name, label: `${description} (${name})`, ...look(name) })),
  );
}
