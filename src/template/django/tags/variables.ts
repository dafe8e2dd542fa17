import { RawHtml } from "../../raw.ts";
import { formatMoment } from "../moment.ts";
import type { Node } from "../node.ts";
import { htmlOf } from "../output.ts";
import { isEqual, isTrue, itemsOf } from "../python-value.ts";
import { roundHalfEven } from "../round.ts";
import type { Scope } from "../scope.ts";
import { sourceError } from "../source.ts";
import type { Tag, TagReader } from "../tag.ts";
import { toFloat, toInteger } from "../to-number.ts";
import { readBindings, splitAs } from "./words.ts";

/** Shows a value, or binds it when the tag ends with `as name`. */
export function valueOrBinding(
  { place }: Tag,
  name: string | undefined,
  value: (scope: Scope) => unknown,
): Node {
  if (name === undefined) return { kind: "value", value, place };
  return { kind: "effect", run: (scope) => scope.set(name, value(scope)), place };
}

/** `{% with a=1 b=2 %} {% endwith %}` */
export const readWith: TagReader = (parser, tag) => {
  const { values, rest } = readBindings(parser, tag, tag.words);
  if (values.size === 0)
    throw parser.error(tag, "{% with %} binds no variable", "Write {% with name=value %}.");
  if (rest[0])
    throw parser.error(tag, `Unexpected "${rest[0]}" in {% with %}`, "Write name=value, without spaces.");
  const { nodes } = parser.contentOf(tag, "endwith");
  const enter = (scope: Scope) => {
    const bound = [...values].map(([name, { value }]) => [name, value(scope)] as const);
    const frame = scope.enter();
    for (const [name, value] of bound) scope.set(name, value);
    return (inside: Scope) => inside.leave(frame);
  };
  return { kind: "group", nodes, enter, place: tag.place };
};

/** `{% firstof a b "none" as name %}` */
export const readFirstOf: TagReader = (parser, tag) => {
  const { words, name } = splitAs(tag.words);
  if (words.length === 0)
    throw parser.error(tag, "{% firstof %} has no values", "Name at least one variable.");
  const choices = words.map((word) => parser.expression(word, tag));
  const first = (scope: Scope) => {
    for (const { orNone } of choices) {
      const value = orNone(scope);
      if (isTrue(value)) return value;
    }
    return "";
  };
  return valueOrBinding(tag, name, name ? (scope) => new RawHtml(htmlOf(first(scope), scope)) : first);
};

/** `{% now "jS F Y" as name %}` */
export const readNow: TagReader = (parser, tag) => {
  const { words, name } = splitAs(tag.words);
  const [format, more] = words;
  if (!format || more) throw parser.error(tag, "{% now %} takes one format", 'Write {% now "jS F Y H:i" %}.');
  const letters = format.slice(1, -1);
  return valueOrBinding(tag, name, ({ settings, timeZone }) => {
    const text = formatMoment(settings.now(), letters, timeZone);
    return name ? text : new RawHtml(text);
  });
};

/** `{% regroup list by attribute as name %}` */
export const readRegroup: TagReader = (parser, tag) => {
  const [list, by, attribute, as, name, more] = tag.words;
  if (!list || !attribute || !name || by !== "by" || as !== "as" || more)
    throw parser.error(tag, "Cannot read {% regroup %}", "Write {% regroup list by attribute as name %}.");
  const target = parser.expression(list, tag);
  const grouper = parser.expression(`${name}.${attribute}`, tag);
  const run = (scope: Scope) => {
    const groups: { grouper: unknown; list: unknown[] }[] = [];
    for (const item of itemsOf(target.orNone(scope)) ?? []) {
      scope.set(name, item);
      const key = grouper.orNone(scope);
      const last = groups.at(-1);
      if (last && isEqual(last.grouper, key)) last.list.push(item);
      else groups.push({ grouper: key, list: [item] });
    }
    scope.set(
      name,
      groups.map((group) => Object.assign([group.grouper, group.list], group)),
    );
  };
  return { kind: "effect", run, place: tag.place };
};

/** `{% widthratio value maximum width as name %}` */
export const readWidthRatio: TagReader = (parser, tag) => {
  const { words, name } = splitAs(tag.words);
  const [value, maximum, width] = words.map((word) => parser.expression(word, tag));
  if (!value || !maximum || !width || words.length > 3)
    throw parser.error(
      tag,
      "{% widthratio %} takes three values",
      "Write {% widthratio value maximum width %}.",
    );
  const ratio = (scope: Scope) => {
    const widest = toInteger(width.value(scope));
    if (widest === undefined && width.value(scope) !== "")
      throw sourceError(
        tag.place,
        "The last value of {% widthratio %} is not a number",
        "Pass a whole number.",
      );
    const [part, whole] = [toFloat(value.value(scope)), toFloat(maximum.value(scope))];
    if (part === undefined || whole === undefined || widest === undefined) return "";
    if (whole === 0) return "0";
    const result = (part / whole) * widest;
    return Number.isFinite(result) ? String(roundHalfEven(result)) : "";
  };
  return valueOrBinding(tag, name, ratio);
};
