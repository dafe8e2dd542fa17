import type { LiveloomError } from "../../errors.ts";
import { refusedValue } from "../unrenderable.ts";

/** The mistake of using a stream as a list. */
export function noItems(): LiveloomError {
  const remedy =
    "Its items are in the browser only. Write {% for item in stream %}; length, keys and in work, too.";
  return refusedValue("a stream", "other than by looping over it", remedy);
}
