import { deserialize, serialize } from "node:v8";
import { Stream } from "../template/stream.ts";
import { LiveEvent } from "./event.ts";
import { Form } from "./forms/form.ts";
import type { FormState } from "./forms/form-state.ts";
import { isData, isPlainField } from "./is-data.ts";

/** The state of a view that has no instance at the moment. */
export interface Snapshot {
  /** Public fields, and the state of forms; Date, Map, Set, BigInt and cycles survive. */
  readonly data: string;
  /** Streams, which hold keys only. */
  readonly streams: readonly (readonly [name: string, stream: Stream<unknown>])[];
}

/**
 * The public fields of a view. Undefined when one of them holds something that would not be the same again: an
 * object of a class, a function, a promise, a symbol, a getter, something frozen, or data too deeply nested.
 */
export function takeSnapshot(view: object): Snapshot | undefined {
  const data: Record<string, unknown> = {};
  const streams: [string, Stream<unknown>][] = [];
  const forms: Record<string, FormState> = {};
  if (!Object.isExtensible(view)) return undefined;
  for (const name of Reflect.ownKeys(view)) {
    if (typeof name === "symbol") return undefined;
    if (name.startsWith("_")) continue;
    const field = Reflect.getOwnPropertyDescriptor(view, name);
    if (field?.value instanceof LiveEvent) continue;
    if (!isPlainField(field)) return undefined;
    if (field.value instanceof Stream) streams.push([name, field.value]);
    else if (field.value instanceof Form) forms[name] = stateOf(field.value);
    else if (isData(field.value)) data[name] = field.value;
    else return undefined;
  }
  const written = write([data, forms]);
  return written === undefined ? undefined : { data: written, streams };
}

/** Gives a new instance the fields that the last one had, and takes from it those that the last one had not. */
export function restoreSnapshot(view: object, { data, streams }: Snapshot): void {
  const [values, forms]: [object, Record<string, FormState>] = deserialize(Buffer.from(data, "latin1"));
  const fields = { ...values, ...Object.fromEntries(streams) };
  for (const [name, value] of Object.entries(view)) {
    if (value instanceof Form) restoreForm(value, forms[name]);
    const isState = !name.startsWith("_") && !(value instanceof LiveEvent || value instanceof Form);
    if (isState && !Object.hasOwn(fields, name)) Reflect.deleteProperty(view, name);
  }
  Object.assign(view, fields);
}

/** A form's state is plain data but for what a schema makes of the values. */
function stateOf({ state }: Form): FormState {
  return isData(state.output) ? state : { ...state, output: undefined };
}

function restoreForm(form: Form, state: FormState | undefined): void {
  if (state) form.restore(state);
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
