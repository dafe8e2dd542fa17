import { Change, type PointChange, type ScopePatch } from "../shared/wire.ts";
import type { PlacedComponent } from "../template/component.ts";
import { Rows } from "../template/each.ts";
import { Html } from "../template/html.ts";

/** The way from a rendered template to a component in it: the number of a value or row at each step. */
export type ComponentPath = readonly number[];

/**
 * The way to a component; undefined when it is not there.
 * @param hint Where it was last time, which is looked at first.
 */
export function findComponent(
  tree: Html,
  component: PlacedComponent,
  hint: ComponentPath,
): ComponentPath | undefined {
  if (isAt(tree, component, hint)) return hint;
  const steps: number[] = [];
  return search(tree, component, steps) ? steps : undefined;
}

/** What changes in the tree when this changes at the end of the way. */
export function patchAt(
  { template, values }: Html,
  [at = 0, ...rest]: ComponentPath,
  change: PointChange,
): ScopePatch {
  return [template.holes[at]?.point ?? 0, changeAt(values[at], rest, change)];
}

function changeAt(value: unknown, path: ComponentPath, change: PointChange): PointChange {
  if (value instanceof Html) return [Change.Inside, patchAt(value, path, change)];
  if (!(value instanceof Rows)) return change;
  const [row = 0, ...rest] = path;
  const tree = value.rows[row];
  return tree ? [Change.List, { u: [row, patchAt(tree, rest, change)] }] : change;
}

function isAt(tree: Html, component: PlacedComponent, path: ComponentPath): boolean {
  let value: unknown = tree;
  for (const step of path) {
    if (value instanceof Html) value = value.values[step];
    else if (value instanceof Rows) value = value.rows[step];
    else return false;
  }
  return value === component;
}

function search({ values }: Html, component: PlacedComponent, steps: number[]): boolean {
  for (const [at, value] of values.entries()) {
    if (typeof value !== "object" || value === null) continue;
    steps.push(at);
    if (value === component) return true;
    if (value instanceof Html && search(value, component, steps)) return true;
    if (value instanceof Rows && searchRows(value, component, steps)) return true;
    steps.pop();
  }
  return false;
}

function searchRows({ rows }: Rows, component: PlacedComponent, steps: number[]): boolean {
  for (const [at, row] of rows.entries()) {
    steps.push(at);
    if (search(row, component, steps)) return true;
    steps.pop();
  }
  return false;
}
