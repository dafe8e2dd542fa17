import type { PointChange } from "../shared/wire.ts";
import { withoutComponents } from "../template/component.ts";
import type { Key } from "../template/each.ts";
import { Html } from "../template/html.ts";
import { type StreamEach, StreamEnds, type StreamRows } from "../template/stream.ts";
import type { Template } from "../template/template.ts";
import { streamed } from "../template/to-html.ts";
import type { ListPlace } from "./diff-each.ts";
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
export function diffStream(before: StreamRows, list: StreamEach, place: ListPlace): StreamDiff {
  const changes = new ListChanges(place.inside);
  const isAtEnds = onlyEndsChanged(before, list);
  const templates = withoutComponents(streamed, () =>
    isAtEnds ? changeEnds(before, list, changes) : changeAll(before, list, { ...place, changes }),
  );
  const change = changes.toChange(list.stream.keys.length);
  return { rows: change ? list.toRows(templates) : list.keepRows(before), change };
}

/** Whether every new item was added at an end, and everything dropped was there before. */
function onlyEndsChanged({ length }: StreamRows, { stream }: StreamEach): boolean {
  const { ends, fresh, keys } = stream;
  if (!ends) return false;
  const added = ends.addedFirst + ends.addedLast;
  const dropped = ends.droppedFirst.length + ends.droppedLast.length;
  return added === fresh.size && dropped <= length && length - dropped + added === keys.length;
}

function changeEnds(
  before: StreamRows,
  list: StreamEach,
  changes: ListChanges,
): Template | readonly Template[] {
  const { keys, ends = new StreamEnds() } = list.stream;
  const { addedFirst, addedLast } = ends;
  const [start, end] = [ends.droppedFirst.length, before.length - ends.droppedLast.length];
  for (let source = 0; source < start; source++) changes.remove(source);
  for (let source = end; source < before.length; source++) changes.remove(source);
  const insert = (index: number): Template => {
    const row = list.rowOf(keys[index] as Key);
    changes.insert(index, row);
    return row.template;
  };
  const first = Array.from({ length: addedFirst }, (_, index) => insert(index));
  const last = Array.from({ length: addedLast }, (_, index) => insert(keys.length - addedLast + index));
  const { templates } = before;
  const isSame = [...first, ...last].every((template) => template === templates);
  if (isSame && templates) return templates;
  const kept = Array.from(
    { length: end - start },
    (_, index) => before.templateAt(start + index) as Template,
  );
  return [...first, ...kept, ...last];
}

function changeAll(
  before: StreamRows,
  list: StreamEach,
  { changes, diffRow, inside }: ListPlace & { changes: ListChanges },
): Template[] {
  const { keys, fresh } = list.stream;
  const changed = diffKeys(list.stream.shownKeys, keys);
  const templates: Template[] = [];
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as Key;
    const source = changed.sources[index] ?? -1;
    const old = before.templateAt(source);
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
      const diff = diffRow(unknownRow(old), row, inside);
      if (diff) changes.update(index, diff.patch);
    }
  }
  changes.rearrange(changed, (source, index) => before.templateAt(source) === templates[index]);
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
