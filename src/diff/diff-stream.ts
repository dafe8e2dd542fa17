import type { PointChange } from "../shared/wire.ts";
import { Html } from "../template/html.ts";
import type { StreamEach, StreamRows } from "../template/stream.ts";
import type { Template } from "../template/template.ts";
import type { DiffRow } from "./diff-each.ts";
import { diffKeys } from "./diff-keys.ts";
import { ListChanges } from "./list-changes.ts";

export interface StreamDiff {
  readonly rows: StreamRows;
  /** undefined when nothing changed. */
  readonly change: PointChange | undefined;
}

/**
 * Renders the new and changed items of a stream. A changed one is sent with all its values, because nobody kept the
 * old ones.
 * @throws LV-STREAM-GONE when an item comes back that the server no longer has.
 */
export function diffStream(before: StreamRows, list: StreamEach, diffRow: DiffRow): StreamDiff {
  const { keys, fresh } = list.stream;
  const { removed, moved, sources } = diffKeys(before.keys, keys);
  const changes = new ListChanges();
  changes.rearrange(removed, moved);
  const templates: Template[] = [];
  for (const [index, key] of keys.entries()) {
    const source = sources[index] ?? -1;
    const old = before.templates[source];
    if (old && !fresh.has(key)) {
      templates.push(old);
      continue;
    }
    const row = list.rowOf(key);
    templates.push(row.template);
    if (row.template !== old) {
      if (old) changes.remove(source);
      changes.insert(index, row);
    } else {
      const patch = diffRow(unknownRow(old), row);
      if (patch) changes.update(index, patch);
    }
  }
  return { rows: list.toRows(templates), change: changes.toChange(keys.length) };
}

const unknownValue = Symbol("unknown");

/** A rendering whose values are not known: all of them differ. */
function unknownRow(template: Template): Html {
  return new Html(
    template,
    template.holes.map(() => unknownValue),
  );
}
