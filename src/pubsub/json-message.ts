import { LiveloomError } from "../errors.ts";

/** Deepest nesting of objects and arrays in a message. A cycle ends here too. */
export const maxMessageDepth = 32;

/**
 * Makes sure that a message would arrive in another process as it is: null, booleans, finite numbers, strings,
 * arrays and plain objects of these. A property that is undefined counts as absent.
 *
 * It looks at each value once and copies nothing.
 *
 * @throws {LiveloomError} LV-PUBSUB-MESSAGE naming the first value that is none of these, and its place.
 */
export function requireJsonMessage(topic: string, message: unknown): void {
  const fault = findFault(message);
  if (fault) throw new LiveloomError("LV-PUBSUB-MESSAGE", { topic, got: fault.got, place: fault.place });
}

/** Why a value would not arrive as it is. */
export interface Fault {
  readonly got: string;
  /** Path from the value that was looked at, `.items[2].at`. */
  readonly place: string;
}

/** The first value that is not JSON, or stands too deep. */
export function findFault(value: unknown, depth = 1): Fault | undefined {
  if (isJsonScalar(value)) return undefined;
  if (typeof value !== "object" || value === null) return { got: describe(value), place: "" };
  if (depth > maxMessageDepth) return { got: `more than ${maxMessageDepth} levels`, place: "" };
  if (Array.isArray(value)) return findFaultInArray(value, depth);
  return isPlain(value) ? findFaultInObject(value, depth) : { got: describe(value), place: "" };
}

function findFaultInArray(values: readonly unknown[], depth: number): Fault | undefined {
  for (const [index, value] of values.entries()) {
    const fault = findFault(value, depth + 1);
    if (fault) return { got: fault.got, place: `[${index}]${fault.place}` };
  }
  return undefined;
}

function findFaultInObject(object: object, depth: number): Fault | undefined {
  for (const [name, value] of Object.entries(object)) {
    const fault = value === undefined ? undefined : findFault(value, depth + 1);
    if (fault) return { got: fault.got, place: `.${name}${fault.place}` };
  }
  return undefined;
}

function isJsonScalar(value: unknown): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  return typeof value === "number" && Number.isFinite(value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describe(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null) return typeof value;
  return `an instance of ${value.constructor?.name ?? "an unnamed class"}`;
}
