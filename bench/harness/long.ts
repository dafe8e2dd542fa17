import type { Case } from "./case.ts";

/** The same cases, left out by `--quick`. */
export function long(cases: readonly Case[]): Case[] {
  return cases.map((benchCase) => ({ ...benchCase, isLong: true }));
}
