import { RawHtml } from "../../raw.ts";
import { Stream } from "../../stream.ts";
import { noItems } from "../no-items.ts";
import { textOf } from "../python-text.ts";
import { toInteger } from "../to-number.ts";

/** Python's slices, "2:", ":-1", "::2", of a list or text; other values stay as they are. */
export function slice(value: unknown, given: unknown): unknown {
  const bounds = textOf(given)
    .split(":")
    .map((part) => (part === "" ? null : toInteger(part)));
  if (bounds.length > 3 || bounds.includes(undefined)) return value;
  const [start = null, stop = null, step = null] = bounds.length === 1 ? [null, bounds[0]] : bounds;
  if (step === 0) return value;
  const range = { start, stop, step: step ?? 1 };
  if (Array.isArray(value)) return picked(value, range);
  if (typeof value === "string") return picked([...value], range).join("");
  if (value instanceof Stream) throw noItems();
  return value instanceof RawHtml ? new RawHtml(picked([...value.html], range).join("")) : value;
}

interface Range {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number;
}

function picked<Item>(items: readonly Item[], { start, stop, step }: Range): Item[] {
  const [lowest, highest] = step > 0 ? [0, items.length] : [-1, items.length - 1];
  const clamp = (index: number) =>
    Math.min(highest, Math.max(lowest, index < 0 ? index + items.length : index));
  const [begin, finish] = step > 0 ? [lowest, highest] : [highest, lowest];
  const first = start === null ? begin : clamp(start);
  const end = stop === null ? finish : clamp(stop);
  const found: Item[] = [];
  for (let index = first; step > 0 ? index < end : index > end; index += step)
    found.push(...items.slice(index, index + 1));
  return found;
}
