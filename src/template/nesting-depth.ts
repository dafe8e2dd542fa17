import { LiveloomError } from "../errors.ts";

/**
 * How many templates and lists may stand in each other; a list and its row are two. Rendering goes into each of them,
 * and the stack has room for a quarter more.
 */
export const nestingLimit = 1_024;

let depth = 0;

/** Goes one level deeper. {@link leaveNested} has to follow, also when something is thrown. @throws LV-TEMPLATE-DEPTH */
export function enterNested(): void {
  if (depth >= nestingLimit) throw new LiveloomError("LV-TEMPLATE-DEPTH", { limit: nestingLimit });
  depth++;
}

/** Runs `write` one level deeper. @throws LV-TEMPLATE-DEPTH */
export function nested<Result>(write: () => Result): Result {
  enterNested();
  try {
    return write();
  } finally {
    depth--;
  }
}

export function leaveNested(): void {
  depth--;
}
