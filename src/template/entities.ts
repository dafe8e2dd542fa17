/** The named entities that are common in templates; others are written as the character itself. */
const namedEntities = new Map(
  Object.entries({
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: "\u00a0",
    shy: "\u00ad",
    copy: "©",
    reg: "®",
    trade: "™",
    deg: "°",
    euro: "€",
    pound: "£",
    yen: "¥",
    cent: "¢",
    sect: "§",
    para: "¶",
    middot: "·",
    bull: "•",
    hellip: "…",
    ndash: "–",
    mdash: "—",
    lsquo: "‘",
    rsquo: "’",
    ldquo: "“",
    rdquo: "”",
    laquo: "«",
    raquo: "»",
    lsaquo: "‹",
    rsaquo: "›",
    larr: "←",
    uarr: "↑",
    rarr: "→",
    darr: "↓",
    times: "×",
    divide: "÷",
    plusmn: "±",
    frac12: "½",
    check: "✓",
    thinsp: "\u2009",
    ensp: "\u2002",
    emsp: "\u2003",
    zwnj: "\u200c",
  }),
);

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
