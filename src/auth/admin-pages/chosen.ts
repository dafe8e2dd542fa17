import type { StandardSchemaV1 } from "@standard-schema/spec";

/** Boxes as they are sent: the marked ones, and those that were marked when the page was shown. */
export interface Chosen {
  readonly chosen: readonly string[];
  /** With a space after each. */
  readonly before: string;
}

/** What was marked, and what was unmarked. What others have changed meanwhile is neither. */
export function changesIn({ chosen, before }: Chosen): { added: string[]; removed: string[] } {
  const had = new Set(before.split(" ").filter(Boolean));
  const has = new Set(chosen);
  return {
    added: [...has].filter((each) => !had.has(each)),
    removed: [...had].filter((each) => !has.has(each)),
  };
}

/** Reads what {@link permissionBoxes} and the boxes of groups send. */
export const chosenFields: StandardSchemaV1<Partial<Record<"chosen" | "before", unknown>>, Chosen> = {
  "~standard": {
    version: 1,
    vendor: "liveloom",
    validate: (sent) => {
      const given = new Map<string, unknown>(Object.entries(Object(sent)));
      const chosen = [given.get("chosen") ?? []].flat().filter((each) => typeof each === "string");
      const before = given.get("before");
      return { value: { chosen, before: typeof before === "string" ? before : "" } };
    },
  },
};
