import { didYouMean } from "../../did-you-mean.ts";
import type { Scope } from "../scope.ts";
import { sourceError } from "../source.ts";
import type { Tag, TagReader } from "../tag.ts";
import { readArguments } from "./words.ts";

/** `{% component card key=item.id title=item.title %}`: one of the view's `static components` or `static views`. */
export const readComponent: TagReader = (parser, tag) => {
  const [name, ...words] = tag.words;
  const { positional, named } = readArguments(parser, tag, words);
  if (name === undefined || positional.length > 0)
    throw parser.error(
      tag,
      "{% component %} takes a name and props",
      "Write {% component name key=value prop=value %}.",
    );
  const value = (scope: Scope): unknown => {
    const props: Record<string, unknown> = {};
    for (const [prop, { value }] of named) props[prop] = value(scope);
    return scope.components?.make(name, props) ?? unknown(tag, name, scope);
  };
  return { kind: "value", value, place: tag.place };
};

function unknown({ place }: Tag, name: string, { components }: Scope): never {
  const hint = didYouMean(name, components?.names ?? []);
  throw sourceError(
    place,
    `Unknown component "${name}"`,
    `${hint}Name its class in the view: static components = { ${name}: ... }.`,
  );
}
