import { formLimits, isFieldName, rowPath, rowsOf } from "./field-name.ts";
import { type Fields, type FormState, hasRowsOf, type Lists } from "./form-state.ts";

/**
 * A form's values after a browser has sent its fields: what was sent, and nothing else. Fields of rows that are gone
 * are dropped, and rows that the browser did not know yet keep what they have.
 */
export function mergeSent(state: Pick<FormState, "fields" | "lists">, sent: Fields): Fields {
  const fields = new Map<string, readonly string[]>();
  const seen = new Set<string>();
  for (const [name, values] of sent) {
    if (!isFieldName(name) || !hasRowsOf(name, state.lists)) continue;
    for (const { list, key } of rowsOf(name)) seen.add(rowPath(list, key));
    fields.set(name, values);
  }
  for (const [name, values] of state.fields) {
    const row = rowsOf(name).at(-1);
    if (row && !seen.has(rowPath(row.list, row.key))) fields.set(name, values);
  }
  return fields;
}

/** The rows that a browser shows: those of a view's last life, when the view was mounted anew. */
export function sentLists(known: Lists, sent: Fields): Lists {
  const lists = new Map<string, number[]>([...known.keys()].map((list) => [list, []]));
  for (const name of sent.keys()) {
    if (!isFieldName(name)) continue;
    for (const { list, key } of rowsOf(name)) {
      const keys = lists.get(list) ?? [];
      lists.set(list, keys);
      if (!keys.includes(key) && keys.length < formLimits.rows) keys.push(key);
    }
  }
  return lists;
}
