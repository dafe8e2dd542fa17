/** Longest Accept-Language header that is read, in characters. */
const headerLimit = 1_000;

/** When nothing says otherwise. */
export const defaultLocale = "en";

/**
 * The language that a browser wants most (RFC 9110, 12.5.4).
 * @param supported the app's own languages, the default first: the answer is one of them. Without them any is fine.
 */
export function preferredLocale(header: string, supported: readonly string[] = []): string {
  for (const wanted of wantedLocales(header)) {
    if (supported.length === 0) return wanted;
    const found = lookUp(wanted, supported);
    if (found !== undefined) return found;
  }
  return supported[0] ?? defaultLocale;
}

/** The tags that are well-formed, the most wanted first. */
function wantedLocales(header: string): string[] {
  if (header.length > headerLimit) return [];
  return header
    .split(",")
    .map((range) => {
      const [tag = "", ...parameters] = range.split(";").map((part) => part.trim());
      const quality = parameters.find((parameter) => parameter.startsWith("q="));
      return { tag: canonical(tag), quality: quality === undefined ? 1 : Number(quality.slice(2)) };
    })
    .filter(({ tag, quality }) => tag !== "" && quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
}

function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? "";
  } catch {
    return "";
  }
}

/** "de-CH" is answered by "de-CH", else by "de" (RFC 4647, 3.4), else by another kind of German. */
function lookUp(wanted: string, supported: readonly string[]): string | undefined {
  const parts = wanted.toLowerCase().split("-");
  for (; parts.length > 0; parts.pop()) {
    const tag = parts.join("-");
    const found = supported.find((locale) => locale.toLowerCase() === tag);
    if (found !== undefined) return found;
  }
  const [language] = wanted.toLowerCase().split("-");
  return supported.find((locale) => locale.toLowerCase().split("-")[0] === language);
}
