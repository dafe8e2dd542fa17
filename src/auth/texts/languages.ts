import { preferredLocale } from "../../http/accept-language.ts";
import type { AccountTexts } from "./account-texts.ts";
import { english } from "./english.ts";
import { german } from "./german.ts";

/** Texts by the tag of their language. */
export type LanguageTexts = Readonly<Record<string, AccountTexts>>;

/** The texts of account pages, in the languages that there are. */
export class Languages {
  readonly #texts: ReadonlyMap<string, AccountTexts>;

  /** @param own more languages, or other texts in place of those that come along */
  constructor(own: LanguageTexts = {}) {
    this.#texts = new Map(Object.entries({ en: english, de: german, ...own }));
  }

  /** The texts for "de-CH": those of that language, or of one like it; English when there are none. */
  of(locale: string): AccountTexts {
    const found = preferredLocale(locale, [...this.#texts.keys()]);
    return this.#texts.get(found) ?? english;
  }
}
