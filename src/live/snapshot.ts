import { deserialize, serialize } from "node:v8";
import { Stream } from "../template/stream.ts";
import { isPlainField, obstacleIn } from "./data-obstacle.ts";
import { LiveEvent } from "./event.ts";
import { isKeptField, keptState, restoreState } from "./kept-field.ts";

/** The state of a view that has no instance at the moment. */
export interface Snapshot {
  /** Public fields; Date, Map, Set, BigInt and cycles survive. */
  readonly data: string;
  /** The names of those that are more than data. */
  readonly kept: readonly string[];
  /** Streams, which hold keys only. */
  readonly streams: readonly (readonly [name: string, stream: Stream<unknown>])[];
}

/** Told why there is no snapshot: the field in the way, and what it holds. */
export type TellObstacle = (field: string, what: string) => undefined;

/**
 * The public fields of a view. Undefined when one of them holds something that would not be the same again: an
 * object of a class, a function, a promise, a symbol, a getter, something frozen, data too deeply nested, or a resource
 * that is not loaded.
 */
export function takeSnapshot(view: object, tell?: TellObstacle): Snapshot | undefined {
  const data: Record<string, unknown> = {};
  const kept: string[] = [];
  const streams: [string, Stream<unknown>][] = [];
  if (!Object.isExtensible(view)) return tell?.("this", "no more fields, because it is frozen or sealed");
  for (const name of Reflect.ownKeys(view)) {
    if (typeof name === "symbol") return tell?.(String(name), "a field named by a symbol");
    if (name.startsWith("_")) continue;
    const field = Reflect.getOwnPropertyDescriptor(view, name);
    const value: unknown = field?.value;
    if (value instanceof LiveEvent) continue;
    if (!isPlainField(field)) return tell?.(name, "a getter or a field that is hidden or read-only");
    if (value instanceof Stream) {
      streams.push([name, value]);
      continue;
    }
    const state = isKeptField(value) ? value[keptState]() : [value];
    if (!state) return tell?.(name, "something that is not done yet");
    const obstacle = obstacleIn(state[0]);
    if (obstacle) return tell?.(name + obstacle.path, obstacle.what);
    data[name] = state[0];
    if (isKeptField(value)) kept.push(name);
  }
  // A string of bytes: a small buffer would take ten times as much.
  return { data: serialize(data).toString("latin1"), kept, streams };
}

/** Gives a new instance the fields that the last one had, and takes from it those that the last one had not. */
export function restoreSnapshot(view: object, { data, kept, streams }: Snapshot): void {
  const fields = { ...deserialize(Buffer.from(data, "latin1")), ...Object.fromEntries(streams) };
  for (const name of kept) fields[name] = restored(Reflect.get(view, name), fields[name]);
  for (const [name, value] of Object.entries(view)) {
    const isState = !name.startsWith("_") && !(value instanceof LiveEvent);
    if (isState && !Object.hasOwn(fields, name)) Reflect.deleteProperty(view, name);
  }
  Object.assign(view, fields);
}

function restored(field: unknown, state: unknown): unknown {
  if (isKeptField(field)) field[restoreState](state as never);
  return field;
}
