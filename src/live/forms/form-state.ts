import { pathOf, rowPath, rowsOf, splitPath } from "./field-name.ts";

/** What is wrong with a field, or with the whole form when the path is "". */
export interface FormIssue {
  readonly path: string;
  readonly message: string;
}

/** The values of a form by the names of its fields, in the order of the page. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** The rows of a form's lists: their keys in order, by the path of the list. */
export type Lists = ReadonlyMap<string, readonly number[]>;

/** A form as it is now. Never changed, only replaced, so that an older one can be kept. Plain data. */
export interface FormState {
  readonly fields: Fields;
  readonly lists: Lists;
  /** The next row's key: no key is used twice. */
  readonly nextKey: number;
  /** Paths of fields that were changed and left. */
  readonly touched: ReadonlySet<string>;
  /** What the schema says. */
  readonly issues: readonly FormIssue[];
  /** What the app added to that. */
  readonly added: readonly FormIssue[];
  readonly wasSubmitted: boolean;
  /** Whether the values passed the schema when they were last checked. */
  readonly isValid: boolean;
  /** What the schema made of them. */
  readonly output: unknown;
  /** How often the form was emptied. */
  readonly resets: number;
}

/** What is known of a form's data before anybody sent some. */
export interface FormShape {
  readonly fields: Fields;
  readonly lists: Lists;
  readonly nextKey: number;
  /** Paths of objects. */
  readonly objects: readonly string[];
  /** Paths of lists of texts, which browsers do not send when nothing is chosen. */
  readonly choices: readonly string[];
}

export function startState({ fields, lists, nextKey }: FormShape, resets = 0): FormState {
  return {
    fields,
    lists,
    nextKey,
    touched: new Set(),
    issues: [],
    added: [],
    wasSubmitted: false,
    isValid: false,
    output: undefined,
    resets,
  };
}

type Container = Record<string, unknown>;

/** The values as nested objects and lists: what the schema is asked about. */
export function nestedValues(fields: Fields, lists: Lists, shape: FormShape): Container {
  const root: Container = {};
  const containers = new Map([["", root]]);

  const containerAt = (path: string): Container | undefined => {
    const known = containers.get(path);
    if (known || path.endsWith("]")) return known;
    const made: Container = {};
    if (!put(path, made)) return undefined;
    containers.set(path, made);
    return made;
  };

  /** False when something else is there already. */
  const put = (path: string, value: unknown): boolean => {
    const [parent, name] = splitPath(path);
    const container = containerAt(parent);
    if (!container || Object.hasOwn(container, name)) return false;
    container[name] = value;
    return true;
  };

  for (const [path, keys] of lists) {
    if (keys.length === 0) continue;
    const rows = keys.map((key) => [rowPath(path, key), {}] as const);
    if (
      !put(
        path,
        rows.map(([, row]) => row),
      )
    )
      continue;
    for (const [at, row] of rows) containers.set(at, row);
  }
  for (const [name, values] of fields) {
    const isChoice = name.endsWith("[]");
    put(pathOf(name), isChoice || values.length > 1 ? [...values] : values[0]);
  }
  for (const path of [...lists.keys(), ...shape.choices]) put(path, []);
  for (const path of shape.objects) containerAt(path);
  return root;
}

/** The path of a field from the place that a schema names: positions in lists become keys of rows. */
export function pathOfIssue(place: readonly PropertyKey[], lists: Lists): string {
  let path = "";
  for (const step of place) {
    if (typeof step !== "number") {
      path = path ? `${path}.${String(step)}` : String(step);
      continue;
    }
    const key = lists.get(path)?.[step];
    // One of several values of a field.
    if (key === undefined) return path;
    path = rowPath(path, key);
  }
  return path;
}

/** Whether all rows that a field is in are there. */
export function hasRowsOf(name: string, lists: Lists): boolean {
  return rowsOf(name).every(({ list, key }) => lists.get(list)?.includes(key));
}
