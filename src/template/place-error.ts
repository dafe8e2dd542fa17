import type { LiveloomError } from "../errors.ts";

/** Errors of values that do not know where in a template these stand, and how to make the same with the place. */
const unfinished = new WeakMap<Error, (place: string) => LiveloomError>();

/** @param make gets the place for the message, " at page.ts:12", or nothing while nobody knows it */
export function unplaced(make: (place: string) => LiveloomError): LiveloomError {
  const error = make("");
  unfinished.set(error, make);
  return error;
}

/** The same error, saying where in the template it happened, unless it says so already. */
export function placed(error: unknown, placeText: () => string): unknown {
  const make = unfinished.get(error as Error);
  return make ? make(` at ${placeText()}`) : error;
}
