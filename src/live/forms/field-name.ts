/** What a form takes from a browser; anything beyond is refused or ignored. */
export const formLimits = {
  /** Most values in one form; a name that occurs twice counts twice. More refuse the event. */
  values: 1_000,
  /** Longest name of a field, in characters. */
  nameCharacters: 200,
  /** Most names one inside the other: `a.b[1].c` has three. */
  depth: 8,
  /** Most rows of one list. */
  rows: 200,
} as const;

/** Names that lead to the machinery of the language instead of to data. */
const refused = new Set(["__proto__", "constructor", "prototype"]);

const rowKey = "(?:0|[1-9]\\d{0,8})";
const pattern = new RegExp(`^(?:[^.[\\]]+(?:\\[${rowKey}\\])?\\.)*[^.[\\]]+(?:\\[\\])?$`);

/**
 * Whether a form knows fields of this name: `email`, `address.street`, `phones[3].number` (3 is the row's key, not
 * its position), `interests[]` (any number of values).
 */
export function isFieldName(name: string): boolean {
  if (name.length > formLimits.nameCharacters || !pattern.test(name)) return false;
  const parts = name.split(".");
  return parts.length <= formLimits.depth && parts.every((part) => !refused.has(part.replace(/\[.*/, "")));
}

/** The path in the form's data: the name without the brackets that ask for several values. */
export function pathOf(name: string): string {
  return name.endsWith("[]") ? name.slice(0, -2) : name;
}

/** A path's last name, and the path of what it is in; "" is the form itself. */
export function splitPath(path: string): readonly [parent: string, name: string] {
  const at = path.lastIndexOf(".");
  return at < 0 ? ["", path] : [path.slice(0, at), path.slice(at + 1)];
}

/** Where a row's fields are. */
export function rowPath(list: string, key: number): string {
  return `${list}[${key}]`;
}

/** The rows that a field is in, the outermost first. */
export function rowsOf(name: string): { readonly list: string; readonly key: number }[] {
  return [...name.matchAll(/\[(\d+)\]/g)].map(({ 1: key, index }) => ({
    list: name.slice(0, index),
    key: Number(key),
  }));
}

/** A field inside a group: `street` in `address` is `address.street`. */
export function pathIn(group: string, path: string): string {
  return group ? `${group}.${path}` : path;
}
