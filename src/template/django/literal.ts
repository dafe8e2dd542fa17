import { RawHtml } from "../raw.ts";

/** A value that is written in the template itself. */
export interface Literal {
  readonly value: unknown;
  /** How it is shown when nothing changes it; `1.0` stays `1.0`. */
  readonly shown: unknown;
}

/** Reads a quoted text or a number; undefined for names. Quoted text is the author's own HTML, so it is safe. */
export function readLiteral(text: string): Literal | undefined {
  const quote = text[0];
  if ((quote === '"' || quote === "'") && text.length > 1 && text.endsWith(quote)) {
    const inner = text.slice(1, -1).replaceAll(`\\${quote}`, quote).replaceAll("\\\\", "\\");
    const value = new RawHtml(inner);
    return { value, shown: value };
  }
  return readNumber(text);
}

function readNumber(text: string): Literal | undefined {
  if (/^[+-]?\d+$/.test(text)) return { value: Number(text), shown: Number(text) };
  if (!/^[+-]?(\d+\.\d+|\.\d+|\d+(?=e))(e[+-]?\d+)?$/i.test(text)) return undefined;
  const value = Number(text);
  return { value, shown: Number.isInteger(value) && Math.abs(value) < 1e16 ? `${value}.0` : value };
}
