/** The method that gives what has to be written down of a value. */
export const keptState = Symbol("kept state");

/** The method that takes it back. */
export const restoreState = Symbol("restore state");

/**
 * A field's value that is more than data: when its view rests, only its state is kept. The field of the new instance
 * gets it back.
 */
export interface KeptField {
  /** The state, in an array; undefined while it cannot be kept. */
  [keptState](): readonly [state: unknown] | undefined;
  [restoreState](state: never): void;
}

export function isKeptField(value: unknown): value is KeptField {
  return typeof value === "object" && value !== null && keptState in value;
}
