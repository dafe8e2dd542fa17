import { Change, type ListPatch, type PointChange, type ScopePatch } from "../../shared/wire.ts";
import { List } from "./list.ts";
import type { Point } from "./point.ts";
import { Scope } from "./scope.ts";

/** Brings a template's part of the page up to date. @throws PatchError when the page does not fit the patch. */
export function applyPatch(scope: Scope, patch: ScopePatch): void {
  for (let at = 0; at < patch.length; at += 2) {
    applyChange(scope.point(patch[at] as number), patch[at + 1] as PointChange);
  }
}

function applyChange(point: Point, change: PointChange): void {
  if (typeof change === "string") point.setText(change);
  else if (!Array.isArray(change)) point.setAttributes(change);
  else if (change[0] === Change.Html) point.setHtml(change[1]);
  else if (change[0] === Change.Inside) applyPatch(point.content(Scope), change[1]);
  else if (change[0] === Change.Append) point.appendText(change[1]);
  else applyList(point.content(List), change[1]);
}

function applyList(list: List, patch: ListPatch): void {
  list.arrange(patch);
  const { u = [] } = patch;
  for (let at = 0; at < u.length; at += 2) applyPatch(list.scopeOf(u[at]), u[at + 1] as ScopePatch);
}
