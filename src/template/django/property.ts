import { Stream } from "../stream.ts";
import { datePart } from "./date-part.ts";
import { noItems } from "./no-items.ts";
import { isDictionary } from "./python-value.ts";

/** Names that lead to the machinery of the language instead of to data. */
const refused = new Set(["__proto__", "constructor", "prototype"]);

/**
 * What `of.name` means in a template: an own or inherited property, an item of an array or Map, or what a
 * method without parameters returns. undefined when there is none.
 *
 * Never what every object or function has by itself, and of arrays, Maps, Sets, streams and text only their data:
 * a template cannot change what it shows.
 */
export function property(of: unknown, name: string): unknown {
  if (typeof of === "string") return ofText(of, name);
  if (typeof of !== "object" || of === null || refused.has(name)) return undefined;
  if (Array.isArray(of)) return ofArray(of, name);
  if (of instanceof Map) return ofMap(of, name);
  if (of instanceof Set) return name === "size" ? of.size : undefined;
  if (of instanceof Date) return datePart(of, name);
  if (of instanceof Stream) return ofStream(of, name);
  const value = (of as Readonly<Record<string, unknown>>)[name];
  if (value === undefined) return ofPlainObject(of, name);
  if (name in Object.prototype && !Object.hasOwn(of, name)) return undefined;
  return isFunction(value) ? called(value, of) : value;
}

/** Reads one property of many objects; the quick way for plain data. */
export function propertyReader(name: string): (of: unknown) => unknown {
  const isData = !refused.has(name) && !(name in Object.prototype);
  return (of) => {
    if (isData && isDictionary(of)) {
      const value = of[name];
      if (value !== undefined && typeof value !== "function") return value;
    }
    return property(of, name);
  };
}

type Callable = (...given: unknown[]) => unknown;

export function isFunction(value: unknown): value is Callable {
  return typeof value === "function";
}

/** What a function without parameters returns; others cannot be called in a template, nor can classes. */
export function called(method: Callable, of: unknown): unknown {
  if (method.length > 0 || isClass(method) || Reflect.get(method, "alters_data")) return undefined;
  if (Reflect.get(method, "do_not_call_in_templates")) return method;
  return Reflect.apply(method, of, []);
}

function isClass(method: object): boolean {
  return Object.getOwnPropertyDescriptor(method, "prototype")?.writable === false;
}

function ofArray(items: readonly unknown[], name: string): unknown {
  if (!Object.hasOwn(items, name)) return undefined;
  const item: unknown = Reflect.get(items, name);
  return isFunction(item) ? called(item, items) : item;
}

function ofStream({ keys, length }: Stream<unknown>, name: string): unknown {
  if (/^\d+$/.test(name)) throw noItems();
  if (name === "keys") return keys;
  return name === "length" ? length : undefined;
}

function ofMap(map: ReadonlyMap<unknown, unknown>, name: string): unknown {
  if (map.has(name)) return map.get(name);
  if (/^\d+$/.test(name) && map.has(Number(name))) return map.get(Number(name));
  if (name === "size") return map.size;
  if (name === "items") return [...map];
  if (name === "keys") return [...map.keys()];
  return name === "values" ? [...map.values()] : undefined;
}

/** Objects are what Django calls dictionaries. */
function ofPlainObject(object: object, name: string): unknown {
  if (name === "items") return Object.entries(object);
  if (name === "keys") return Object.keys(object);
  return name === "values" ? Object.values(object) : undefined;
}

function ofText(text: string, name: string): unknown {
  if (/^\d+$/.test(name)) return text[Number(name)];
  if (name === "length") return text.length;
  if (name === "upper") return text.toUpperCase();
  if (name === "lower") return text.toLowerCase();
  return name === "strip" ? text.trim() : undefined;
}
