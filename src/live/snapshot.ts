import { deserialize, serialize } from "node:v8";
import { Stream } from "../template/stream.ts";
import { Resource } from "./background/resource.ts";
import { LiveEvent } from "./event.ts";
import { isData, isPlainField } from "./is-data.ts";

/** The state of a view that has no instance at the moment. */
export interface Snapshot {
  /** Public fields; Date, Map, Set, BigInt and cycles survive. */
  readonly data: string;
  /** The names of those that are resources, which were loaded. */
  readonly resources: readonly string[];
  /** Streams, which hold keys only. */
  readonly streams: readonly (readonly [name: string, stream: Stream<unknown>])[];
}

/**
 * The public fields of a view. Undefined when one of them holds something that would not be the same again: an
 * object of a class, a function, a promise, a symbol, a getter, something frozen, data too deeply nested, or a resource
 * that is not loaded.
 */
export function takeSnapshot(view: object): Snapshot | undefined {
  const data: Record<string, unknown> = {};
  const resources: string[] = [];
  const streams: [string, Stream<unknown>][] = [];
  if (!Object.isExtensible(view)) return undefined;
  for (const name of Reflect.ownKeys(view)) {
    if (typeof name === "symbol") return undefined;
    if (name.startsWith("_")) continue;
    const field = Reflect.getOwnPropertyDescriptor(view, name);
    if (field?.value instanceof LiveEvent) continue;
    if (!isPlainField(field)) return undefined;
    const { value } = field;
    const kept = value instanceof Resource ? value.kept : [value];
    if (value instanceof Stream) streams.push([name, value]);
    else if (kept && isData(kept[0])) data[name] = kept[0];
    else return undefined;
    if (value instanceof Resource) resources.push(name);
  }
  const written = write(data);
  return written === undefined ? undefined : { data: written, resources, streams };
}

/** Gives a new instance the fields that the last one had, and takes from it those that the last one had not. */
export function restoreSnapshot(view: object, { data, resources, streams }: Snapshot): void {
  const fields = { ...deserialize(Buffer.from(data, "latin1")), ...Object.fromEntries(streams) };
  for (const name of resources) fields[name] = restored(Reflect.get(view, name), fields[name]);
  for (const [name, value] of Object.entries(view)) {
    const isState = !name.startsWith("_") && !(value instanceof LiveEvent);
    if (isState && !Object.hasOwn(fields, name)) Reflect.deleteProperty(view, name);
  }
  Object.assign(view, fields);
}

/** A resource knows how to load its value anew, and has to be given the one it had. */
function restored(resource: unknown, value: unknown): unknown {
  if (resource instanceof Resource) resource.restore(value);
  return resource;
}

/** Undefined for what cannot be written or read again: a proxy, or data that is nested too deeply. */
function write(data: object): string | undefined {
  try {
    const bytes = serialize(data);
    // Reading goes deeper than writing, and can fail where that did not.
    deserialize(bytes);
    // A string of bytes: a small buffer would take ten times as much.
    return bytes.toString("latin1");
  } catch {
    return undefined;
  }
}
