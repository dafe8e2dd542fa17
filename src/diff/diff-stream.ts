import type { PointChange } from "../shared/wire.ts";
import type { Key } from "../template/each.ts";
import { Html } from "../template/html.ts";
import type { StreamEach, StreamEnds, StreamRows } from "../template/stream.ts";
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
 * old ones. What was added and dropped at the ends only costs as much as that.
 * @throws LV-STREAM-GONE when an item comes back that the server no longer has.
 */
export function diffStream(before: StreamRows, list: StreamEach, diffRow: DiffRow): StreamDiff {
  const changes = new ListChanges();
  const templates = endsOf(before, list)
    ? changeEnds(before, list, changes)
    : changeAll(before, list, { changes, diffRow });
  return { rows: list.toRows(templates), change: changes.toChange(templates.length) };
}

/** What was added and dropped, when it was at the ends and every new item is one of those. */
function endsOf({ keys: old }: StreamRows, { stream }: StreamEach): StreamEnds | undefined {
  const { ends, fresh, keys } = stream;
  if (!ends) return undefined;
  const [added, dropped] = [ends.addedFirst + ends.addedLast, ends.droppedFirst + ends.droppedLast];
  const fits = added === fresh.size && dropped <= old.length && old.length - dropped + added === keys.length;
  return fits ? ends : undefined;
}

function changeEnds(before: StreamRows, list: StreamEach, changes: ListChanges): Template[] {
  const { addedFirst, addedLast, droppedFirst, droppedLast } = list.stream.ends as StreamEnds;
  const { keys } = list.stream;
  const old = before.keys.length;
  for (let source = 0; source < droppedFirst; source++) changes.remove(source);
  for (let source = old - droppedLast; source < old; source++) changes.remove(source);
  const insert = (index: number): Template => {
    const row = list.rowOf(keys[index] as Key);
    changes.insert(index, row);
    return row.template;
  };
  const first = Array.from({ length: addedFirst }, (_, index) => insert(index));
  const last = Array.from({ length: addedLast }, (_, index) => insert(keys.length - addedLast + index));
  return first.concat(before.templates.slice(droppedFirst, old - droppedLast), last);
}

function changeAll(
  before: StreamRows,
  list: StreamEach,
  { changes, diffRow }: { changes: ListChanges; diffRow: DiffRow },
): Template[] {
  const { keys, fresh } = list.stream;
  const { removed, moved, sources } = diffKeys(before.keys, keys);
  changes.rearrange(removed, moved);
  const templates: Template[] = [];
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as Key;
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
  return templates;
}

const unknownValue = Symbol("unknown");

/** A rendering whose values are not known: all of them differ. */
function unknownRow(template: Template): Html {
  return new Html(
    template,
    template.holes.map(() => unknownValue),
  );
}
