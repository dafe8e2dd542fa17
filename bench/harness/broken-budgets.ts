import type { Result } from "./result.ts";

/** A sentence for each result that is over its budget. */
export function brokenBudgets(
  results: readonly Result[],
  budgets: Readonly<Record<string, number>>,
): string[] {
  return results.flatMap(({ case: name, value, unit }) => {
    const budget = budgets[name];
    const isOver = budget !== undefined && value > budget;
    return isOver ? [`${name} is ${value} ${unit}; its budget is ${budget}`] : [];
  });
}
