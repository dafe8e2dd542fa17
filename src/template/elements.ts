const setOf = (names: string): ReadonlySet<string> => new Set(names.split(" "));

/** Elements without content or end tag (HTML, section 13.1.2). */
export const voidElements = setOf("area base br col embed hr img input link meta source track wbr");

/** Elements whose content is text with entities and never tags. Holes there make one text. */
export const textOnlyElements = setOf("title textarea");

/** Elements whose content is not HTML text at all. Holes there are refused: nothing could be escaped. */
export const rawElements = setOf("script style xmp iframe noembed noframes noscript plaintext");

/** Attributes that hold an address. */
export const urlAttributes = setOf(
  "href src action formaction poster cite background data ping manifest xlink:href longdesc",
);

/** Attributes whose values true and false are words. */
export const wordAttributes = setOf("draggable spellcheck contenteditable");
