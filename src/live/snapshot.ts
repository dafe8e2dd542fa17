import { deserialize, serialize } from "node:v8";
import { Stream } from "../template/stream.ts";
import { isPlainField, obstacleIn } from "./data-obstacle.ts";
import { LiveEvent } from "./event.ts";

/** The state of a view that has no instance at the moment. */
export interface Snapshot {
  /** Public fields; Date, Map, Set, BigInt and cycles survive. */
  readonly data: string;
  /** Streams, which hold keys only. */
  readonly streams: readonly (readonly [name: string, stream: Stream<unknown>])[];
}

/** Told why there is no snapshot: the field in the way, and what it holds. */
export type TellObstacle = (field: string, what: string) => undefined;

/**
 * The public fields of a view. Undefined when one of them holds something that would not be the same again: an
 * object of a class, a function, a promise, a symbol, a getter, something frozen, or data too deeply nested.
 */
export function takeSnapshot(view: object, tell?: TellObstacle): Snapshot | undefined {
  const data: Record<string, unknown> = {};
  const streams: [string, Stream<unknown>][] = [];
  if (!Object.isExtensible(view)) return tell?.("this", "no more fields, because it is frozen or sealed");
  for (const name of Reflect.ownKeys(view)) {
    if (typeof name === "symbol") return tell?.(String(name), "a field named by a symbol");
    if (name.startsWith("_")) continue;
    const field = Reflect.getOwnPropertyDescriptor(view, name);
    if (field?.value instanceof LiveEvent) continue;
    if (!isPlainField(field)) return tell?.(name, "a getter or a field that is hidden or read-only");
    const obstacle = field.value instanceof Stream ? undefined : obstacleIn(field.value);
    if (obstacle) return tell?.(name + obstacle.path, obstacle.what);
    if (field.value instanceof Stream) streams.push([name, field.value]);
    else data[name] = field.value;
  }
  // A string of bytes: a small buffer would take ten times as much.
  return { data: serialize(data).toString("latin1"), streams };
}

/** Gives a new instance the fields that the last one had, and takes from it those that the last one had not. */
export function restoreSnapshot(view: object, { data, streams }: Snapshot): void {
  const fields = { ...deserialize(Buffer.from(data, "latin1")), ...Object.fromEntries(streams) };
  for (const [name, value] of Object.entries(view)) {
    const isState = !name.startsWith("_") && !(value instanceof LiveEvent);
    if (isState && !Object.hasOwn(fields, name)) Reflect.deleteProperty(view, name);
  }
  Object.assign(view, fields);
}
