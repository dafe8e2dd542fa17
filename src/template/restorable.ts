/** The name of what makes an object go back to how it is now. */
export const checkpoint = Symbol("liveloom.checkpoint");

/**
 * An object that keeps state of its own in a view's public field. Before an event it is asked for a function that
 * makes the state again; the function is called, perhaps more than once, when the event fails.
 */
export interface Restorable {
  [checkpoint](): () => void;
}

export function isRestorable(value: object): value is Restorable {
  return checkpoint in value;
}
