import type { LiveloomError } from "../errors.ts";
import { marker } from "../shared/markup.ts";
import { rawElements, textOnlyElements, voidElements } from "./elements.ts";
import { liveAttributeProblem } from "./live-attributes.ts";
import { type Exposed, NestingReader } from "./nesting-reader.ts";
import { nestingProblem } from "./refuse-nesting.ts";
import { type TemplatePlace, templateError } from "./template-error.ts";
import type { AttributeNode, ElementNode, Parts, TemplateNode } from "./template-node.ts";

/** Stands for a hole while a template is read; it cannot occur in HTML. */
const hole = "\0";

/**
 * The names of the attributes that a hole in an attribute's place stands for, or undefined when it is refused.
 * `hole` is its number in the source; each name becomes a hole of its own. `isGlued` says that a name or an
 * unquoted value ends right before it, so what it writes has to begin with a space.
 */
export type AttributesOfHole = (hole: number, isGlued: boolean) => readonly string[] | undefined;

const noAttributes: AttributesOfHole = () => undefined;

export interface ParsedTemplate {
  readonly nodes: TemplateNode[];
  /** For each hole the number of the static string that it follows. */
  readonly pieces: readonly number[];
  readonly exposed: Exposed;
}

/**
 * Reads a template's static strings into a tree.
 *
 * Every element must be closed in the template that opens it, so that each hole has one certain place.
 * @throws LV-TEMPLATE-SYNTAX with file and line.
 */
export function parseTemplate(
  strings: readonly string[],
  place: TemplatePlace,
  attributesOf: AttributesOfHole = noAttributes,
): ParsedTemplate {
  return new TemplateParser(strings, place, attributesOf).parse();
}

const valueRemedy = "Write <option selected=${...}>, or the text between the tags.";

interface OpenElement {
  readonly element: ElementNode;
  readonly at: number;
}

class TemplateParser {
  readonly #source: string;
  readonly #place: TemplatePlace;
  readonly #attributesOf: AttributesOfHole;
  readonly #root: TemplateNode[] = [];
  readonly #open: OpenElement[] = [];
  readonly #nesting = new NestingReader();
  readonly #pieces: number[] = [];
  /** The static string that is being read. */
  #piece = 0;
  #at = 0;

  constructor(strings: readonly string[], place: TemplatePlace, attributesOf: AttributesOfHole) {
    this.#place = place;
    this.#attributesOf = attributesOf;
    this.#source = strings.join(hole);
    if (this.#source.split(hole).length !== strings.length) {
      throw this.#error(0, "NUL character in a template", "Remove it.");
    }
  }

  parse(): ParsedTemplate {
    while (this.#at < this.#source.length) this.#node();
    const unclosed = this.#open.at(-1);
    if (unclosed) {
      const { tag } = unclosed.element;
      throw this.#notClosed(unclosed.at, tag);
    }
    return { nodes: this.#root, pieces: this.#pieces, exposed: this.#nesting.exposed };
  }

  #node(): void {
    const { element } = this.#open.at(-1) ?? {};
    if (element && textOnlyElements.has(element.tag)) return this.#textOnly(element.tag);
    if (element && rawElements.has(element.tag)) return this.#raw(element.tag);
    if (this.#take(hole)) return this.#append(this.#hole(this.#nextHole()));
    if (this.#source.startsWith("<!--", this.#at)) return this.#comment();
    if (this.#source.startsWith("<!", this.#at)) return this.#doctype();
    if (this.#source.startsWith("</", this.#at)) return this.#endTag();
    if (this.#source[this.#at] === "<") return this.#startTag();
    const at = this.#at;
    this.#text(this.#match(/[^<\0]+/y), at);
  }

  /** The number of the hole that ends the static string. */
  #nextHole(): number {
    this.#pieces.push(this.#piece++);
    return this.#pieces.length - 1;
  }

  #hole(index: number): TemplateNode {
    return { kind: "hole", index, place: this.#nesting.place };
  }

  #text(html: string, at: number): void {
    this.#checkNesting("Text", this.#nesting.text(html), at + html.search(/\S|$/));
    this.#append({ kind: "text", html });
  }

  #checkNesting(what: string, broken: number | undefined, at: number): void {
    if (broken !== undefined) throw this.#error(at, ...nestingProblem(what, broken));
  }

  #append(node: TemplateNode): void {
    const parent = this.#open.at(-1)?.element;
    if (node.kind === "hole" && this.#open.some(({ element }) => element.tag === "template")) {
      throw this.#error(
        this.#at,
        "Hole inside <template>",
        "Its content is not part of the page; use static HTML.",
      );
    }
    (parent?.children ?? this.#root).push(node);
  }

  /** Comments are for the author: they do not reach the page. */
  #comment(): void {
    const end = this.#source.indexOf("-->", this.#at + 4);
    const text = this.#source.slice(this.#at, end < 0 ? undefined : end);
    if (end < 0) throw this.#error(this.#at, "Comment without end", "Close it with -->.");
    if (text.includes(hole))
      throw this.#error(this.#at, "Hole inside a comment", "Comments are not sent; remove the hole.");
    this.#at = end + 3;
  }

  #doctype(): void {
    const html = this.#match(/<![^>\0]*>/y);
    if (!html) throw this.#error(this.#at, "Hole or missing > in <!...>", "Write <!doctype html>.");
    this.#append({ kind: "text", html });
  }

  #endTag(): void {
    const at = this.#at;
    const name = /^<\/([a-zA-Z][^\s>\0]*)\s*>/.exec(this.#match(/<\/[^>\0]*>?/y))?.[1];
    const open = this.#open.pop()?.element.tag;
    this.#nesting.close();
    if (name && name.toLowerCase() === open?.toLowerCase()) return;
    const found = name ? `</${name}>` : "</";
    throw this.#error(
      at,
      `Unexpected ${found}${this.#place.scope ? ` in ${this.#place.scope}` : ""}`,
      open ? `Close <${open}> first.` : "Remove it, or add its start tag.",
    );
  }

  #startTag(): void {
    const at = this.#at;
    const tag = this.#match(/<[a-zA-Z][^\s/>\0]*/y).slice(1);
    if (this.#source[this.#at] === hole && !this.#attributesHere(true)) {
      throw this.#error(at, "Hole in a tag name", "Choose between whole elements.");
    }
    if (!tag) return this.#text(this.#match(/</y).replace("<", "&lt;"), at);
    const attributes = this.#attributes(tag);
    this.#checkMeta(tag, attributes, at);
    const selfClosed = this.#take("/>");
    if (!selfClosed && !this.#take(">")) throw this.#error(at, `<${tag}> has no >`, "Close the tag.");
    this.#enter(tag, attributes, { at, selfClosed });
  }

  #enter(
    tag: string,
    attributes: AttributeNode[],
    { at, selfClosed }: { at: number; selfClosed: boolean },
  ): void {
    const isVoid = voidElements.has(tag.toLowerCase());
    const name =
      rawElements.has(tag.toLowerCase()) || textOnlyElements.has(tag.toLowerCase()) ? tag.toLowerCase() : tag;
    const element: ElementNode = { kind: "element", tag: name, attributes, children: [], isVoid };
    if (selfClosed && !isVoid && !this.#inForeign(tag)) {
      throw this.#error(at, `<${tag} /> does not close itself in HTML`, `Write <${tag}></${tag}>.`);
    }
    this.#append(element);
    this.#checkNesting(`<${tag}>`, this.#nesting.open(tag), at);
    if (isVoid || selfClosed) this.#nesting.close();
    else this.#open.push({ element, at });
  }

  #inForeign(tag: string): boolean {
    const isForeign = (name: string) => name === "svg" || name === "math";
    return (
      this.#place.isForeign || isForeign(tag) || this.#open.some(({ element }) => isForeign(element.tag))
    );
  }

  #attributes(tag: string): AttributeNode[] {
    const found = new Map<string, AttributeNode>();
    for (;;) {
      this.#match(/\s+/y);
      const at = this.#at;
      const name = this.#match(/[^\s"'<>/=\0]+/y);
      if (this.#source[this.#at] === hole) {
        const names = this.#expand(tag, at, name !== "");
        if (name) this.#addAttribute(found, { name, value: undefined }, { tag, at });
        for (const each of names) {
          const index = this.#pieces.push(this.#piece) - 1;
          this.#addAttribute(found, { name: each, value: ["", index, ""] }, { tag, at });
        }
        this.#piece++;
      } else if (name) {
        this.#addAttribute(found, { name, value: this.#value(tag, name, at) }, { tag, at });
      } else return [...found.values()];
    }
  }

  #addAttribute(
    found: Map<string, AttributeNode>,
    attribute: AttributeNode,
    { tag, at }: { tag: string; at: number },
  ): void {
    const { name } = attribute;
    if (found.has(name.toLowerCase()))
      throw this.#error(at, `Attribute "${name}" stands twice on <${tag}>`, "Keep one.");
    if (name === marker.attribute)
      throw this.#error(at, `Attribute "${name}" is reserved`, "Use another name.");
    const [text, ...more] = attribute.value ?? [];
    const wrong = liveAttributeProblem(name, more.length === 0 ? text?.toString() : undefined);
    if (wrong) throw this.#error(at, wrong.problem, wrong.remedy);
    found.set(name.toLowerCase(), attribute);
  }

  /** Takes the hole in an attribute's place. */
  #expand(tag: string, at: number, isGlued: boolean): readonly string[] {
    const names = this.#attributesHere(isGlued);
    if (!names) {
      throw this.#error(
        at,
        `Hole in an attribute's name or place on <${tag}>`,
        "Write the attribute with its value; a value of false or null leaves the attribute out.",
      );
    }
    for (const name of names) this.#checkHoleIn(tag, name, at);
    this.#at++;
    return names;
  }

  #attributesHere(isGlued: boolean, at = this.#at): readonly string[] | undefined {
    return this.#attributesOf(this.#source.slice(0, at).split(hole).length - 1, isGlued);
  }

  #value(tag: string, name: string, at: number): Parts | undefined {
    if (!this.#match(/\s*=\s*/y)) return undefined;
    const quoted = this.#match(/"[^"]*"|'[^']*'/y);
    const text = quoted ? quoted.slice(1, -1).replaceAll('"', "&quot;") : this.#unquoted();
    if (!quoted && text.includes(hole) && text !== hole) {
      throw this.#error(
        at,
        `Attribute "${name}" mixes text and a hole without quotes`,
        `Write ${name}="...".`,
      );
    }
    const parts = this.#split(text);
    if (parts.some((part) => typeof part === "number")) this.#checkHoleIn(tag, name, at);
    return parts;
  }

  /** Ends at a space, and at a hole that stands for attributes. */
  #unquoted(): string {
    const start = this.#at;
    const text = this.#match(/[^\s"'=<>`]+/y);
    for (let at = text.indexOf(hole, 1); at > 0; at = text.indexOf(hole, at + 1)) {
      if (!this.#attributesHere(true, start + at)) continue;
      this.#at = start + at;
      return text.slice(0, at);
    }
    return text;
  }

  #checkHoleIn(tag: string, name: string, at: number): void {
    if (/^on/i.test(name))
      throw this.#error(at, `Hole in "${name}"`, "Use live-click, live-change... with an event().");
    if (/^live-ignore$/i.test(name))
      throw this.#error(at, `Hole in "${name}"`, "An element is left to the browser always or never.");
    if (/^(select|textarea)$/i.test(tag) && /^value$/i.test(name))
      throw this.#error(at, `<${tag}> has no value attribute`, valueRemedy);
    if (/^srcdoc$/i.test(name))
      throw this.#error(at, `Hole in "${name}"`, "Its value would be HTML; use src.");
    if (/^(set|animate\w*)$/i.test(tag) && /^(attributename|to|from|by|values)$/i.test(name))
      throw this.#error(
        at,
        `Hole in "${name}" of <${tag}>`,
        "It could make an active address; write the value.",
      );
    if (/^meta$/i.test(tag) && /^http-equiv$/i.test(name))
      throw this.#error(at, `Hole in "${name}"`, "Write the header's name.");
  }

  /** What stands there acts like a header: it can send the reader anywhere. */
  #checkMeta(tag: string, attributes: readonly AttributeNode[], at: number): void {
    if (!/^meta$/i.test(tag)) return;
    const has = (wanted: string) => attributes.find(({ name }) => name.toLowerCase() === wanted);
    const content = has("content")?.value ?? [];
    if (has("http-equiv") && content.length > 1)
      throw this.#error(at, 'Hole in "content" of <meta http-equiv>', "Send it as a header.");
  }

  /** Text and holes in turn, starting and ending with text. */
  #split(text: string): Parts {
    return text.split(hole).flatMap((piece, index) => (index === 0 ? [piece] : [this.#nextHole(), piece]));
  }

  #textOnly(tag: string): void {
    for (const part of this.#split(this.#untilEndOf(tag))) {
      if (typeof part === "number") this.#append(this.#hole(part));
      else if (part) this.#append({ kind: "text", html: part });
    }
    this.#endTag();
  }

  #raw(tag: string): void {
    const html = this.#untilEndOf(tag);
    if (html.includes(hole)) {
      throw this.#error(
        this.#at,
        `Hole inside <${tag}>`,
        "Put the value in a data attribute and read it there.",
      );
    }
    if (html) this.#append({ kind: "text", html });
    this.#endTag();
  }

  #untilEndOf(tag: string): string {
    const end = this.#source.slice(this.#at).search(new RegExp(`</${tag}\\s*>`, "i"));
    if (end < 0) throw this.#notClosed(this.#at, tag);
    const text = this.#source.slice(this.#at, this.#at + end);
    this.#at += end;
    return text;
  }

  #take(expected: string): boolean {
    if (!this.#source.startsWith(expected, this.#at)) return false;
    this.#at += expected.length;
    return true;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #notClosed(at: number, tag: string): LiveloomError {
    const scope = this.#place.scope ?? "its template";
    return this.#error(at, `<${tag}> is not closed in ${scope}`, `Add </${tag}>.`);
  }

  #error(at: number, problem: string, remedy: string): LiveloomError {
    const strings = this.#source.slice(0, at).split(hole);
    const position = { string: strings.length - 1, offset: strings.at(-1)?.length ?? 0 };
    if (this.#place.errorAt) return this.#place.errorAt(position, problem, remedy);
    return templateError(this.#place, strings.join("").split("\n").length - 1, problem, remedy);
  }
}
