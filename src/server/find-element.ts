import { voidElements } from "../template/elements.ts";

/** Where an element stands in HTML: its start tag, its content, its end tag, as positions. */
export interface FoundElement {
  readonly start: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
}

interface Tag {
  readonly name: string;
  readonly attributes: string;
  readonly isEnd: boolean;
  readonly start: number;
  readonly end: number;
}

const rawElements = /^(script|style|textarea|title)$/;

/**
 * The first element that a selector means, in HTML that closes its elements: its id, its classes, its name and
 * attributes, but nothing about the elements around it. Undefined when there is none, or it says more.
 */
export function findElement(html: string, selector: string): FoundElement | undefined {
  const matches = matcherOf(selector);
  if (!matches) return undefined;
  for (const tag of tagsOf(html)) if (!tag.isEnd && matches(tag)) return elementOf(html, tag);
  return undefined;
}

const tagPattern = /<!--[\s\S]*?-->|<(\/?)([a-z][^\s/>]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/gi;

function* tagsOf(html: string, from = 0): Iterable<Tag> {
  const pattern = new RegExp(tagPattern);
  pattern.lastIndex = from;
  for (let found = pattern.exec(html); found; found = pattern.exec(html)) {
    const [all, slash, name, attributes = ""] = found;
    if (name === undefined) continue;
    const tag = {
      name: name.toLowerCase(),
      attributes,
      isEnd: slash === "/",
      start: found.index,
      end: found.index + all.length,
    };
    if (!tag.isEnd && rawElements.test(tag.name)) pattern.lastIndex = endOfRaw(html, tag);
    yield tag;
  }
}

/** Where the end tag of an element begins in which tags are text. */
function endOfRaw(html: string, { name, end }: Tag): number {
  const found = html.slice(end).search(new RegExp(`</${name}[\\s>]`, "i"));
  return found < 0 ? html.length : end + found;
}

function elementOf(html: string, tag: Tag): FoundElement {
  const { start, end: contentStart } = tag;
  if (voidElements.has(tag.name)) return { start, contentStart, contentEnd: contentStart, end: contentStart };
  let depth = 1;
  for (const next of tagsOf(html, rawElements.test(tag.name) ? endOfRaw(html, tag) : contentStart)) {
    if (next.name !== tag.name) continue;
    depth += next.isEnd ? -1 : 1;
    if (depth === 0) return { start, contentStart, contentEnd: next.start, end: next.end };
  }
  return { start, contentStart, contentEnd: html.length, end: html.length };
}

const part = /^(?:([#.])([\w-]+)|\[([\w-]+)(?:="?([^"\]]*)"?)?\])/;

function matcherOf(selector: string): ((tag: Tag) => boolean) | undefined {
  const [name = ""] = /^[a-z][\w-]*/i.exec(selector) ?? [];
  const tests: ((tag: Tag) => boolean)[] = name ? [(tag) => tag.name === name.toLowerCase()] : [];
  let rest = selector.slice(name.length);
  for (let found = part.exec(rest); found; found = part.exec(rest)) {
    const [all, mark, word = "", attribute, value] = found;
    rest = rest.slice(all.length);
    if (mark === "#") tests.push((tag) => attributeOf(tag, "id") === word);
    else if (mark === ".") tests.push((tag) => (attributeOf(tag, "class") ?? "").split(/\s+/).includes(word));
    else tests.push((tag) => isValue(attributeOf(tag, attribute ?? ""), value));
  }
  return rest === "" && tests.length > 0 ? (tag) => tests.every((test) => test(tag)) : undefined;
}

function isValue(value: string | undefined, wanted: string | undefined): boolean {
  return wanted === undefined ? value !== undefined : value === wanted;
}

function attributeOf({ attributes }: Tag, name: string): string | undefined {
  for (const [, key = "", quoted, single, bare] of attributes.matchAll(
    /([^\s"'=<>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g,
  ))
    if (key.toLowerCase() === name.toLowerCase()) return quoted ?? single ?? bare ?? "";
  return undefined;
}
