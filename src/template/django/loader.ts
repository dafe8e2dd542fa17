import type { Rendered } from "./node.ts";
import type { Source, SourcePlace } from "./source.ts";

/** Finds templates for tags. */
export interface Loader {
  /** The first of `names` that exists. @throws LV-TEMPLATE-MISSING when none does */
  find(names: readonly string[], from: SourcePlace): Rendered;
  /** A partial of a file, or undefined when it has none of that name. */
  partial(file: Source, name: string): Rendered | undefined;
}
