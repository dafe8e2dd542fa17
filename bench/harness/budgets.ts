import { readFileSync } from "node:fs";

/** What the repository promises at most, in bytes, by case. Times have no budget: machines differ. */
export const budgets: Readonly<Record<string, number>> = JSON.parse(
  readFileSync(new URL("../budgets.json", import.meta.url), "utf8"),
);
