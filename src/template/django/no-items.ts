import { LiveloomError } from "../../errors.ts";

/** The mistake of using a stream as a list. */
export function noItems(): LiveloomError {
  return new LiveloomError("LV-TEMPLATE-VALUE", {
    got: "a stream",
    where: "other than by looping over it",
    remedy:
      "Its items are in the browser only. Write {% for item in stream %}; length, keys and in work, too.",
  });
}
