const word = /(?:[^\s'"]*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')[^\s'"]*)+|\S+/g;

/** A tag's words. What stands in quotes stays together, and so does a text marked for translation, `_("...")`. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  const pieces = text.match(word) ?? [];
  for (let index = 0; index < pieces.length; index++) {
    let piece = pieces[index] ?? "";
    if (piece.startsWith('_("') || piece.startsWith("_('")) {
      const end = `${piece[2]})`;
      while (!piece.endsWith(end) && index + 1 < pieces.length) piece += ` ${pieces[++index]}`;
    }
    words.push(piece);
  }
  return words;
}
