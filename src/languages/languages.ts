import { IntlMessageFormat } from "intl-messageformat";
import { LiveloomError } from "../errors.ts";
import { currentLanguage, inLanguage } from "./current-language.ts";
import type { AppLanguages, LanguageUser } from "./page-languages.ts";
import { isRightToLeft } from "./right-to-left.ts";

/** Texts by name, in ICU's message format: "{count, plural, one {# row} other {# rows}}". */
export type Messages = Readonly<Record<string, string>>;

/** What stands in a message in the place of names in braces. */
export type MessageValues = Readonly<
  Record<string, string | number | bigint | boolean | Date | null | undefined>
>;

export interface LanguagesOptions<Texts, Default> {
  /** The language of those who want none of the others, and of messages that are not translated. */
  readonly default: Default;
  /** Messages by language. Those of the default language say which there are. */
  readonly messages: Texts;
  /** The language that a user has chosen for good. */
  readonly preferredBy?: (user: LanguageUser) => string | undefined;
}

/** The languages of an app. Give them to `createApp`. */
export interface Languages<Name extends string = string> extends AppLanguages {
  /** That of the page for which the present code runs; in jobs the default. */
  readonly current: string;
  /** Which way it is written, for `<html dir>`. */
  readonly direction: "ltr" | "rtl";
  /** The message in the current language. Its values are text: in a template they are escaped with it. */
  t(name: Name, values?: MessageValues): string;
  /** A number as it is written in the current language. */
  number(value: number | bigint, options?: Intl.NumberFormatOptions): string;
  /** A date likewise. Default: its day. */
  date(value: Date | number, options?: Intl.DateTimeFormatOptions): string;
  /** Runs a job in another language. @throws LV-LANGUAGE-UNKNOWN */
  in<Result>(language: string, work: () => Result): Result;
}

/**
 * Declares the languages of an app and what it says in them.
 * @throws LV-LANGUAGE-UNKNOWN for a default without messages, LV-LANGUAGE-MESSAGE for one that is not well formed
 * @example
 * const languages = createLanguages({
 *   default: "en",
 *   messages: { en: { rows: "{count, plural, one {# row} other {# rows}}" }, de: { rows: "{count, plural, one {# Zeile} other {# Zeilen}}" } },
 * });
 * languages.t("rows", { count: 3 });
 */
export function createLanguages<
  const Texts extends Readonly<Record<string, Messages>>,
  const Default extends keyof Texts & string,
>(options: LanguagesOptions<Texts, Default>): Languages<keyof Texts[Default] & string> {
  return new OwnLanguages(options);
}

class OwnLanguages implements Languages {
  readonly supported: readonly string[];
  readonly preferredBy: Languages["preferredBy"];
  /** By language and name. */
  readonly #messages = new Map<string, Map<string, IntlMessageFormat>>();
  readonly #formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

  constructor(options: LanguagesOptions<Readonly<Record<string, Messages>>, string>) {
    const { default: first, messages } = options;
    this.supported = [first, ...Object.keys(messages).filter((language) => language !== first)];
    this.preferredBy = options.preferredBy;
    if (!messages[first]) throw unknown(first, Object.keys(messages));
    for (const [language, texts] of Object.entries(messages))
      this.#messages.set(language, parsed(language, texts));
  }

  get current(): string {
    return currentLanguage() ?? this.supported[0] ?? "en";
  }

  get direction(): "ltr" | "rtl" {
    return isRightToLeft(this.current) ? "rtl" : "ltr";
  }

  t(name: string, values: MessageValues = {}): string {
    const message =
      this.#messages.get(this.current)?.get(name) ?? this.#messages.get(this.supported[0] ?? "")?.get(name);
    if (!message)
      throw new LiveloomError("LV-LANGUAGE-MESSAGE", {
        language: this.current,
        name,
        reason: "there is none",
      });
    return String(message.format(values));
  }

  number(value: number | bigint, options: Intl.NumberFormatOptions = {}): string {
    return this.#format("number", options, () => new Intl.NumberFormat(this.current, options)).format(
      value as number,
    );
  }

  date(value: Date | number, options: Intl.DateTimeFormatOptions = { dateStyle: "medium" }): string {
    return this.#format("date", options, () => new Intl.DateTimeFormat(this.current, options)).format(
      value as number,
    );
  }

  in<Result>(language: string, work: () => Result): Result {
    if (!this.supported.includes(language)) throw unknown(language, this.supported);
    return inLanguage(language, work);
  }

  /** Making one costs much more than using it. */
  #format<Format extends Intl.NumberFormat | Intl.DateTimeFormat>(
    kind: string,
    options: object,
    make: () => Format,
  ): Format {
    const key = `${kind} ${this.current} ${JSON.stringify(options)}`;
    const format = (this.#formats.get(key) as Format | undefined) ?? make();
    this.#formats.set(key, format);
    return format;
  }
}

function parsed(language: string, texts: Messages): Map<string, IntlMessageFormat> {
  const messages = new Map<string, IntlMessageFormat>();
  for (const [name, text] of Object.entries(texts)) {
    try {
      // A tag in a message is text: HTML is made by templates only.
      messages.set(name, new IntlMessageFormat(text, language, undefined, { ignoreTag: true }));
    } catch (error) {
      throw new LiveloomError("LV-LANGUAGE-MESSAGE", { language, name, reason: (error as Error).message });
    }
  }
  return messages;
}

function unknown(language: string, supported: readonly string[]): LiveloomError {
  return new LiveloomError("LV-LANGUAGE-UNKNOWN", { language, supported: supported.join(", ") || "none" });
}
