import type { LiveloomError } from "../../errors.ts";
import { didYouMean } from "../did-you-mean.ts";
import { type Expression, readExpression } from "./expression.ts";
import type { Filter } from "./filter.ts";
import type { Library } from "./library.ts";
import type { BlockNode, Node } from "./node.ts";
import type { Parent, ParsedFile } from "./parsed-file.ts";
import { type Source, type SourcePlace, sourceError } from "./source.ts";
import { splitWords } from "./split-words.ts";
import type { Tag, TagReader } from "./tag.ts";
import { type Token, tokenize } from "./tokenize.ts";

export interface ParserOptions {
  /** Known without `{% load %}`. */
  readonly builtins: Library;
  /** By the name that `{% load %}` uses. */
  readonly libraries: ReadonlyMap<string, Library>;
}

/** Reads a template file. @throws LV-TEMPLATE-SYNTAX */
export function parseFile(source: Source, options: ParserOptions): ParsedFile {
  return new Parser(source, options).parseFile();
}

/** What a tag gets its content and its expressions from. */
export class Parser {
  readonly source: Source;
  readonly libraries: ReadonlyMap<string, Library>;
  readonly blocks = new Map<string, BlockNode>();
  readonly partials = new Map<string, readonly Node[]>();
  /** What tags of one file share while it is read, by the tag's name. */
  readonly notes = new Map<string, unknown>();
  readonly #filters: Map<string, Filter>;
  readonly #tags: Map<string, TagReader>;
  readonly #tokens: readonly Token[];
  #next = 0;
  #parent: Parent | undefined;

  constructor(source: Source, { builtins, libraries }: ParserOptions) {
    this.source = source;
    this.libraries = libraries;
    this.#filters = new Map(builtins.filters);
    this.#tags = new Map(builtins.tags);
    this.#tokens = tokenize(source);
  }

  parseFile(): ParsedFile {
    const nodes: Node[] = [];
    for (let token = this.take(); token; token = this.take()) this.#read(token, nodes);
    const { source, blocks, partials } = this;
    return { source, nodes, parent: this.#parent, blocks, partials };
  }

  /** The content of `tag` up to the first of `ends`, and that end tag. */
  contentOf(
    tag: Tag,
    ...ends: readonly [string, ...string[]]
  ): { readonly nodes: Node[]; readonly end: Tag } {
    const nodes: Node[] = [];
    for (let token = this.take(); token; token = this.take()) {
      const end = token.kind === "tag" ? this.#tagOf(token) : undefined;
      if (end && ends.includes(end.name)) return { nodes, end };
      this.#read(token, nodes, { tag, ends });
    }
    throw this.unclosed(tag, ends[ends.length - 1] ?? "");
  }

  /** The next piece of the file as it is, for tags that read their content themselves. */
  take(): Token | undefined {
    return this.#tokens[this.#next++];
  }

  /** A variable or literal with filters, as it stands in a tag. @throws LV-TEMPLATE-SYNTAX */
  expression(text: string, { place }: { readonly place: SourcePlace }): Expression {
    const found = place.source.text.indexOf(text, place.at);
    return readExpression(text, {
      source: place.source,
      at: Math.max(found, place.at),
      filters: this.#filters,
    });
  }

  /** Makes a library's filters and tags known from here on; only the named ones when `names` is given. */
  addLibrary(library: Library, names?: readonly string[]): void {
    const isWanted = (name: string) => names === undefined || names.includes(name);
    for (const [name, filter] of library.filters) if (isWanted(name)) this.#filters.set(name, filter);
    for (const [name, tag] of library.tags) if (isWanted(name)) this.#tags.set(name, tag);
  }

  /** Notes that the file extends another one. */
  extend(parent: Parent): void {
    this.#parent = parent;
  }

  error({ place }: { readonly place: SourcePlace }, reason: string, remedy: string): LiveloomError {
    return sourceError(place, reason, remedy);
  }

  unclosed(tag: Tag, end: string): LiveloomError {
    return this.error(tag, `{% ${tag.text} %} is not closed`, `Add {% ${end} %}.`);
  }

  #read(token: Token, nodes: Node[], open?: { readonly tag: Tag; readonly ends: readonly string[] }): void {
    const place = { source: this.source, at: token.at };
    if (token.kind === "text") nodes.push({ kind: "text", html: token.text, place });
    else if (token.kind === "variable") nodes.push(this.#variable(token.text, place));
    else {
      const tag = this.#tagOf(token);
      const reader = this.#tags.get(tag.name);
      if (!reader) throw this.#unknownTag(tag, open);
      if (tag.name === "extends" && (this.#parent || nodes.some(({ kind }) => kind !== "text") || open))
        throw this.error(
          tag,
          "{% extends %} is not the first tag",
          "Move it to the start of the file; it may stand there once.",
        );
      const node = reader(this, tag);
      if (node) nodes.push(node);
    }
  }

  #variable(text: string, place: SourcePlace): Node {
    if (!text) throw sourceError(place, "{{ }} is empty", "Write a variable between the braces.");
    const expression = this.expression(text, { place });
    if (text === "block.super") return { kind: "super", place };
    return { kind: "value", value: expression.shown, place };
  }

  #tagOf({ text, at }: Token): Tag {
    const place = { source: this.source, at };
    const [name, ...words] = splitWords(text);
    if (name === undefined) throw sourceError(place, "{% %} is empty", "Write a tag between the braces.");
    return { name, words, text, place };
  }

  #unknownTag(tag: Tag, open?: { readonly tag: Tag; readonly ends: readonly string[] }): LiveloomError {
    const hint = didYouMean(tag.name, [...(open?.ends ?? []).toReversed(), ...this.#tags.keys()]);
    if (!open)
      return this.error(tag, `Unknown tag "${tag.name}"`, `${hint}Tags of a library need {% load %} first.`);
    const { at } = open.tag.place;
    const line = this.source.text.slice(0, at).split("\n").length;
    const expected = open.ends.map((end) => `{% ${end} %}`).join(" or ");
    const remedy = `${hint}{% ${open.tag.text} %}, opened at line ${line}, is waiting for ${expected}.`;
    return this.error(tag, `Unknown tag "${tag.name}"`, remedy);
  }
}
