/** What an app has to know of its languages. */
export interface AppLanguages {
  /** The default first. */
  readonly supported: readonly string[];
  /** The language that a user has chosen for good, if any. */
  readonly preferredBy: ((user: LanguageUser) => string | undefined) | undefined;
}

/** A user, as far as languages are concerned. */
export interface LanguageUser {
  /** 0 for somebody who is not logged in. */
  readonly id: number;
  readonly username: string;
}

/** What decides about the language of a page, as far as it is known. */
export interface LanguageSigns {
  /** "/de/orders/" */
  readonly path: string;
  /** What the user has chosen for good. */
  readonly preferred?: string | undefined;
  /** The cookie {@link languageCookie}. */
  readonly cookie?: string | undefined;
  /** What the browser asks for: one of the app's languages, or such a one for a country, as "de-AT". */
  readonly asked: string;
}

/** The cookie in which a browser keeps the language that somebody chose. */
export const languageCookie = "lang";

/**
 * The language of a page: its address's first part, if that is one; else what its user prefers, then the cookie, then
 * what the browser asks for. Only the app's own languages count, whatever somebody sends.
 * @param supported the default first
 */
export function pageLanguage(supported: readonly string[], signs: LanguageSigns): string {
  const [, first = ""] = signs.path.split("/", 2);
  const [asked = ""] = supported.includes(signs.asked) ? [signs.asked] : signs.asked.split("-", 1);
  const wanted = [first, signs.preferred, signs.cookie, asked];
  return (
    supported.find((language) => language === wanted.find((one) => one && supported.includes(one))) ??
    supported[0] ??
    "en"
  );
}
