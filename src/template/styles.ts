import { type AttributeSource, attributeText } from "./attribute-source.ts";

/** CSS properties in either spelling, `background-color` or `backgroundColor`, and custom ones. */
export interface StyleMap {
  readonly [property: string]: string | number | false | null | undefined;
}

/**
 * Style properties that depend on something. A value of null, undefined or false leaves a property out, and so
 * does a text that would end its declaration and begin another. Without any property the attribute is left out.
 * @example html`<div style=${styles({ width: `${percent}%`, "--depth": depth })}></div>`
 */
export function styles(map: StyleMap): AttributeSource {
  return { [attributeText]: () => declarations(map) || null };
}

function declarations(map: StyleMap): string {
  return Object.entries(map)
    .filter(([, value]) => value !== null && value !== undefined && value !== false)
    .map(([property, value]) => [cssName(property), safeStyleValue(String(value))])
    .filter(([name, value]) => name && value)
    .map(([name, value]) => `${name}: ${value}`)
    .join("; ");
}

/** The property as CSS spells it, or "" when it is none. */
function cssName(property: string): string {
  if (/^--[\w-]+$/.test(property)) return property;
  const name = property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return /^-?[a-z][a-z-]*$/.test(name) ? name : "";
}

const quoted = `"[^"\\\\\\n]*"|'[^'\\\\\\n]*'`;
const plain = `[^;{}()"'\\\\/]|/(?!\\*)`;
const group = (inside: string) => `\\((?:${inside}|${quoted})*\\)`;
const valuePattern = new RegExp(`^(?:${plain}|${quoted}|${group(`${plain}|${group(plain)}`)})*$`);

/** `text` when it can only be (a part of) one value, else "": it must not end the declaration. */
export function safeStyleValue(text: string): string {
  return valuePattern.test(text) ? text : "";
}
