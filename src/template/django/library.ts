import type { Filter } from "./filter.ts";
import type { TagReader } from "./tag.ts";

/** Filters and tags by name, as the parser needs them. */
export interface Library {
  readonly filters: ReadonlyMap<string, Filter>;
  readonly tags: ReadonlyMap<string, TagReader>;
}
