import { isRightToLeft } from "../../../languages/right-to-left.ts";
import { type Filter, onText } from "../filter.ts";
import type { Parser } from "../parser.ts";
import { textOf } from "../python-text.ts";
import { itemsOf } from "../python-value.ts";
import type { Scope } from "../scope.ts";
import type { Tag, TagReader } from "../tag.ts";
import { valueOrBinding } from "./variables.ts";

/** What is known about a language, by its code. */
interface LanguageInfo {
  readonly code: string;
  readonly name: string;
  readonly name_local: string;
  readonly name_translated: string;
  readonly bidi: boolean;
}

function nameOf(code: string, inLanguage: string): string {
  return new Intl.DisplayNames(inLanguage, { type: "language" }).of(code) ?? code;
}

function infoOf(code: string, { settings, language }: Scope): LanguageInfo {
  const name = nameOf(code, "en");
  const name_translated = settings.translate(name, { language });
  return { code, name, name_local: nameOf(code, code), name_translated, bidi: isRightToLeft(code) };
}

/** `{% get_language_info for code as name %}`, `{% get_language_info_list for codes as name %}` */
export const readLanguageInfo: TagReader = (parser, tag) => {
  const { codes, name } = readWords(parser, tag);
  const isList = tag.name === "get_language_info_list";
  return valueOrBinding(tag, name, (scope) => {
    const value = codes.value(scope);
    if (!isList) return infoOf(textOf(value), scope);
    return (itemsOf(value) ?? []).map((item) => infoOf(textOf(Array.isArray(item) ? item[0] : item), scope));
  });
};

function readWords(parser: Parser, tag: Tag) {
  const [preposition, codes, as, name, more] = tag.words;
  if (preposition === "for" && codes && as === "as" && name && !more)
    return { codes: parser.expression(codes, tag), name };
  throw parser.error(tag, `Cannot read {% ${tag.name} %}`, `Write {% ${tag.name} for code as name %}.`);
}

export const languageFilters = new Map<string, Filter>([
  ["language_bidi", onText(isRightToLeft)],
  ["language_name", onText((code) => nameOf(code, "en"))],
  ["language_name_local", onText((code) => nameOf(code, code))],
  ["language_name_translated", onText((code) => nameOf(code, "en"))],
]);
