import { PlacedComponent } from "./component.ts";
import { Rows } from "./each.ts";
import { Html } from "./html.ts";

/** Visits the components that stand in a rendered template; what stands inside of them belongs to them. */
export function componentsIn({ values }: Html, visit: (component: PlacedComponent) => void): void {
  for (const value of values) {
    if (typeof value !== "object" || value === null) continue;
    if (value instanceof PlacedComponent) visit(value);
    else if (value instanceof Html) componentsIn(value, visit);
    else if (value instanceof Rows) for (const row of value.rows) componentsIn(row, visit);
  }
}
