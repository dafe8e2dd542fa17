import { quote } from "./quote.ts";

/** What a translation is asked for. */
export interface Message {
  /** In which language, such as "de". */
  readonly language: string;
  /** What the text is about, when one text has several meanings. */
  readonly context?: string;
  /** The text for several, when a count decides. */
  readonly plural?: string;
  readonly count?: number;
}

/** Finds the translation of a text; returns the text itself when there is none. */
export type Translate = (text: string, about: Message) => string;

/** What templates ask their surroundings for. */
export interface Settings {
  readonly urls: (
    name: string,
    positional: readonly unknown[],
    named: Readonly<Record<string, unknown>>,
  ) => string;
  readonly staticUrl: (path: string) => string;
  readonly translate: Translate;
  /** The name of the field that `{% csrf_token %}` writes. Default: "csrf_token". */
  readonly csrfField: string;
  /** Default: "en-us". */
  readonly language: string;
  /** An IANA name. Default: "UTC". */
  readonly timeZone: string;
  readonly now: () => Date;
}

/** English, UTC, static files below /static/, and no named routes. */
export const defaultSettings: Settings = {
  urls: (name) => {
    throw new Error(`No named routes were given to find "${name}" in.`);
  },
  staticUrl: (path) => `/static/${quote(path)}`,
  translate: (text, { plural, count }) => (plural === undefined || count === 1 ? text : plural),
  csrfField: "csrf_token",
  language: "en-us",
  timeZone: "UTC",
  now: () => new Date(),
};
