import { deserialize, serialize } from "node:v8";
import { Stream } from "../template/stream.ts";
import { LiveEvent } from "./event.ts";

/** The state of a view that has no instance at the moment. */
export interface Snapshot {
  /** Public fields; Date, Map, Set, BigInt and cycles survive. */
  readonly data: string;
  /** Streams, which hold keys only. */
  readonly streams: readonly (readonly [name: string, stream: Stream<unknown>])[];
}

/**
 * The public fields of a view. Undefined when one of them holds something that could not be made again: an object
 * of a class, a function, a promise, a symbol.
 */
export function takeSnapshot(view: object): Snapshot | undefined {
  const data: Record<string, unknown> = {};
  const streams: [string, Stream<unknown>][] = [];
  for (const [name, value] of Object.entries(view)) {
    if (name.startsWith("_") || value instanceof LiveEvent) continue;
    if (value instanceof Stream) streams.push([name, value]);
    else if (isData(value, new Set())) data[name] = value;
    else return undefined;
  }
  // A string of bytes: a small buffer would take ten times as much.
  return { data: serialize(data).toString("latin1"), streams };
}

/** Gives a new instance the fields that the last one had. */
export function restoreSnapshot(view: object, { data, streams }: Snapshot): void {
  Object.assign(view, deserialize(Buffer.from(data, "latin1")), Object.fromEntries(streams));
}

/** Whether a value is the same after it was written down and read. */
function isData(value: unknown, seen: Set<object>): boolean {
  if (typeof value === "function" || typeof value === "symbol") return false;
  if (typeof value !== "object" || value === null || value instanceof Date || seen.has(value)) return true;
  seen.add(value);
  if (Array.isArray(value)) return value.every((item) => isData(item, seen));
  if (value instanceof Map) return [...value].every(([key, item]) => isData(key, seen) && isData(item, seen));
  if (value instanceof Set) return [...value].every((item) => isData(item, seen));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((item) => isData(item, seen));
}
