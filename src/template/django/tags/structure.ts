import { DjangoTemplate } from "../django-template.ts";
import type { BlockNode, Node, Rendered } from "../node.ts";
import type { Parser } from "../parser.ts";
import { textOf } from "../python-text.ts";
import { itemsOf, plain } from "../python-value.ts";
import { relativeName } from "../relative-name.ts";
import type { Scope } from "../scope.ts";
import { type SourcePlace, sourceError } from "../source.ts";
import type { Tag, TagReader } from "../tag.ts";
import { readBindings } from "./words.ts";

/** Templates that include each other go no deeper than this. */
const maxIncludeDepth = 100;

/** `{% extends "base.html" %}` */
export const readExtends: TagReader = (parser, tag) => {
  const [name, more] = tag.words;
  if (!name || more)
    throw parser.error(tag, "{% extends %} takes one name", 'Write {% extends "base.html" %}.');
  parser.extend({ name: parser.expression(name, tag), place: tag.place });
  return undefined;
};

/** `{% block name %} {% endblock name %}` */
export const readBlock: TagReader = (parser, tag) => {
  const [name, more] = tag.words;
  if (!name || more) throw parser.error(tag, "{% block %} takes one name", "Write {% block name %}.");
  if (parser.notes.has(`block ${name}`))
    throw parser.error(tag, `The block "${name}" stands twice in this file`, "Use another name.");
  parser.notes.set(`block ${name}`, true);
  const nodes = namedContent(parser, tag, name);
  const block: BlockNode = { kind: "block", name, nodes, place: tag.place };
  parser.blocks.set(name, block);
  return block;
};

function namedContent(parser: Parser, tag: Tag, name: string): Node[] {
  const { nodes, end } = parser.contentOf(tag, `end${tag.name}`);
  if (end.words.length > 0 && (end.words[0] !== name || end.words.length > 1))
    throw parser.error(end, `{% ${end.text} %} closes {% ${tag.text} %}`, `Write {% end${tag.name} %}.`);
  return nodes;
}

/** `{% partialdef name inline %} {% endpartialdef %}` */
export const readPartialDef: TagReader = (parser, tag) => {
  const [name, inline, more] = tag.words;
  if (!name || more || (inline && inline !== "inline"))
    throw parser.error(
      tag,
      "Cannot read {% partialdef %}",
      "Write {% partialdef name %}, or {% partialdef name inline %}.",
    );
  const nodes = namedContent(parser, tag, name);
  if (parser.partials.has(name))
    throw parser.error(tag, `The partial "${name}" stands twice in this file`, "Use another name.");
  parser.partials.set(name, nodes);
  return inline ? { kind: "group", nodes, enter: () => () => undefined, place: tag.place } : undefined;
};

/** `{% partial name %}` */
export const readPartial: TagReader = (parser, tag) => {
  const [name, more] = tag.words;
  if (!name || more) throw parser.error(tag, "{% partial %} takes one name", "Write {% partial name %}.");
  const insert = <Result>(scope: Scope, render: (template: Rendered, scope: Scope) => Result): Result => {
    const partial = scope.loader.partial(parser.source, name);
    if (partial) return nested(scope, tag.place, () => render(partial, scope));
    const known = [...parser.partials.keys()].join(", ") || "none";
    throw sourceError(tag.place, `There is no partial "${name}" in this file`, `Defined: ${known}.`);
  };
  return { kind: "insert", insert, place: tag.place };
};

/** `{% include "part.html" with a=1 only %}` */
export const readInclude: TagReader = (parser, tag) => {
  const [word, ...words] = tag.words;
  if (!word) throw parser.error(tag, "{% include %} has no name", 'Write {% include "part.html" %}.');
  const name = parser.expression(word, tag);
  const { values, isolated } = includeOptions(parser, tag, words);
  const insert = <Result>(scope: Scope, render: (template: Rendered, scope: Scope) => Result): Result => {
    const template = findTemplate(name.value(scope), scope, tag.place);
    const bound = [...values].map(([key, { value }]) => [key, value(scope)] as const);
    const { memory } = scope;
    const inside = isolated ? scope.isolated(Object.fromEntries(bound)) : scope;
    const frame = inside.enter();
    if (!isolated) for (const [key, value] of bound) inside.set(key, value);
    inside.memory = new Map();
    const result = nested(inside, tag.place, () => render(template, inside));
    inside.leave(frame);
    scope.memory = memory;
    return result;
  };
  return { kind: "insert", insert, place: tag.place };
};

function includeOptions(parser: Parser, tag: Tag, words: readonly string[]) {
  const isOnly = (word: string | undefined) => word === "only";
  let rest = words;
  let isolated = isOnly(rest[0]);
  if (isolated) rest = rest.slice(1);
  const hasWith = rest[0] === "with";
  const bindings = hasWith ? readBindings(parser, tag, rest.slice(1)) : { values: new Map(), rest };
  if (hasWith && bindings.values.size === 0)
    throw parser.error(tag, "with is followed by no variable", "Write with name=value.");
  const last = bindings.rest.length === 1 && isOnly(bindings.rest[0]) && !isolated;
  if (bindings.rest.length > 0 && !last)
    throw parser.error(
      tag,
      `Unexpected "${bindings.rest[0]}" in {% include %}`,
      "Write with name=value, and only.",
    );
  isolated ||= last;
  return { values: bindings.values, isolated };
}

/** A name, a list of names of which the first that exists counts, or a template itself. */
function findTemplate(value: unknown, scope: Scope, place: SourcePlace): Rendered {
  if (value instanceof DjangoTemplate) return value.rendered;
  const given = plain(value);
  const names = typeof given === "string" ? [given] : (itemsOf(given) ?? []).map(textOf);
  return scope.loader.find(
    names.map((name) => relativeName(name, place)),
    place,
  );
}

function nested<Result>(scope: Scope, place: SourcePlace, render: () => Result): Result {
  if (scope.depth >= maxIncludeDepth) {
    const reason = `Templates include each other more than ${maxIncludeDepth} deep`;
    throw sourceError(place, reason, "Put a condition around the include that ends it.");
  }
  scope.depth++;
  const result = render();
  scope.depth--;
  return result;
}
