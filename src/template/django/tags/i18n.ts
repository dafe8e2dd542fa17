import { isRightToLeft } from "../../../languages/right-to-left.ts";
import { RawHtml } from "../../raw.ts";
import type { Expression } from "../expression.ts";
import { htmlOf } from "../output.ts";
import type { Parser } from "../parser.ts";
import { textOf } from "../python-text.ts";
import type { Scope } from "../scope.ts";
import type { Tag, TagReader } from "../tag.ts";
import { valueOrBinding } from "./variables.ts";

interface TranslateOptions {
  readonly isNoop: boolean;
  readonly context: Expression | undefined;
  readonly name: string | undefined;
}

/** `{% translate "text" noop context "about" as name %}` */
export const readTranslate: TagReader = (parser, tag) => {
  const [word, ...words] = tag.words;
  if (!word) throw parser.error(tag, `{% ${tag.name} %} has no text`, `Write {% ${tag.name} "text" %}.`);
  const literal = /^(["'])(?:[^\\]|\\.)*?\1/s.exec(word)?.[0];
  const { isNoop, context, name } = readOptions(parser, tag, words);
  const message = parser.expression(literal ?? word.split("|")[0] ?? word, tag);
  const filters = word.slice(message.text.length);
  const filtered = filters ? parser.expression(`message${filters}`, tag) : undefined;
  return valueOrBinding(tag, name, (scope) => {
    const original = message.value(scope);
    const translated = isNoop ? original : translation(original, context, scope);
    const value = filtered ? applied(filtered, translated, scope) : translated;
    return name ? new RawHtml(htmlOf(value, scope)) : value;
  });
};

function translation(original: unknown, context: Expression | undefined, scope: Scope): unknown {
  const { settings, language } = scope;
  const about = context ? { language, context: textOf(context.value(scope)) } : { language };
  const text = settings.translate(textOf(original), about);
  return original instanceof RawHtml ? new RawHtml(text) : text;
}

function applied(filtered: Expression, message: unknown, scope: Scope): unknown {
  const frame = scope.enter();
  scope.set("message", message);
  const value = filtered.value(scope);
  scope.leave(frame);
  return value;
}

function readOptions(parser: Parser, tag: Tag, words: readonly string[]): TranslateOptions {
  let isNoop = false;
  let context: Expression | undefined;
  let name: string | undefined;
  const rest = [...words];
  for (let word = rest.shift(); word; word = rest.shift()) {
    const next = word === "noop" ? undefined : rest.shift();
    if (word === "noop" && !isNoop) isNoop = true;
    else if (word === "as" && next && !name) name = next;
    else if (word === "context" && next && !context && next !== "as" && next !== "noop")
      context = parser.expression(next, tag);
    else
      throw parser.error(
        tag,
        `Unexpected "${word}" in {% ${tag.name} %}`,
        'It takes noop, context "..." and as name.',
      );
  }
  return { isNoop, context, name };
}

/** `{% get_current_language as name %}` */
export const readCurrentLanguage: TagReader = (parser, tag) => {
  const [as, name, more] = tag.words;
  if (as !== "as" || !name || more)
    throw parser.error(tag, `Cannot read {% ${tag.name} %}`, `Write {% ${tag.name} as name %}.`);
  const isBidi = tag.name === "get_current_language_bidi";
  return valueOrBinding(tag, name, ({ language }) => (isBidi ? isRightToLeft(language) : language));
};

/** `{% language "de" %} {% endlanguage %}` */
export const readLanguage: TagReader = (parser, tag) => {
  const [word, more] = tag.words;
  if (!word || more)
    throw parser.error(tag, "{% language %} takes one language", 'Write {% language "de" %}.');
  const language = parser.expression(word, tag);
  const { nodes } = parser.contentOf(tag, "endlanguage");
  const enter = (scope: Scope) => {
    const before = scope.language;
    scope.language = textOf(language.value(scope)) || scope.settings.language;
    return (inside: Scope) => {
      inside.language = before;
    };
  };
  return { kind: "group", nodes, enter, place: tag.place };
};
