/** Names of the characters from 160 to 255, in their order. */
const latin = `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3
  acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest
  Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml
  ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig
  agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml
  eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`;

/** The named entities that are common in templates; others are written as the character itself. */
const namedEntities = new Map([
  ...latin.split(/\s+/).map((name, index) => [name, String.fromCodePoint(160 + index)] as const),
  ...Object.entries({
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    trade: "™",
    euro: "€",
    bull: "•",
    hellip: "…",
    ndash: "–",
    mdash: "—",
    lsquo: "‘",
    rsquo: "’",
    ldquo: "“",
    rdquo: "”",
    lsaquo: "‹",
    rsaquo: "›",
    larr: "←",
    uarr: "↑",
    rarr: "→",
    darr: "↓",
    check: "✓",
    thinsp: "\u2009",
    ensp: "\u2002",
    emsp: "\u2003",
    zwnj: "\u200c",
  }),
]);

/** The text that HTML text stands for. `unknown` says what becomes of an entity without a known name. */
export function decodeEntities(html: string, unknown: (entity: string) => string): string {
  if (!html.includes("&")) return html;
  return html.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (source, decimal, hex, name) => {
    const code = Number.parseInt(decimal ?? hex, decimal ? 10 : 16);
    const character = name ? namedEntities.get(name) : characterOf(code);
    return character ?? unknown(source);
  });
}

function characterOf(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
