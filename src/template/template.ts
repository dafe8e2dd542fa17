import { attributes, marker } from "../shared/markup.ts";
import { textOnlyElements, urlAttributes, wordAttributes } from "./elements.ts";
import { decodeEntities } from "./entities.ts";
import { escapeAttribute } from "./escape.ts";
import type { AttributeRule, Hole, PostableHole, PostHole, Whole } from "./hole.ts";
import { isSetting, takesEvent } from "./live-attributes.ts";
import { keepsTextOut, type Nesting, type Surroundings } from "./nesting.ts";
import type { Exposed } from "./nesting-reader.ts";
import { type AttributesOfHole, type ParsedTemplate, parseTemplate } from "./parse-template.ts";
import { isHeld, postHole } from "./post-hole.ts";
import { placeAfter, type TemplatePlace, templateError } from "./template-error.ts";
import type { AttributeNode, ElementNode, Parts, TemplateNode } from "./template-node.ts";
import { isSafeStart, refusedUrl, safeUrl } from "./url.ts";

/** A template read once: its static HTML with markers, and its holes. */
export interface Template {
  /** The HTML before the first hole. */
  readonly head: string;
  readonly holes: readonly Hole[];
  /** The same for a page that works without a script; undefined when nothing in it posts. */
  readonly postable: PostableTemplate | undefined;
  /** Whether the template is exactly one element; as a list item it then needs no comments around it. */
  readonly isElement: boolean;
  /** Names of events that it writes itself, after the attribute of each; nearly always there are none. */
  readonly eventNames: readonly (readonly [attribute: string, name: string])[] | undefined;
  /** How many places it marks: attributes, and pairs of comments. */
  readonly marks: number;
  /** The rules of nesting that a place must not have for it to stand there. */
  readonly exposes: Nesting;
  /** What in it each of these rules is about, by the rule's number. */
  readonly exposed: Exposed["names"];
  readonly place: TemplatePlace;
  /** Where a hole stands, for messages: file and line. Without a number the template itself. */
  placeOf(hole?: number): string;
}

/** A template's HTML, with what its forms and buttons need to post. */
export interface PostableTemplate {
  readonly head: string;
  readonly holes: readonly PostableHole[];
}

/** Reads and prepares a template. @throws LV-TEMPLATE-SYNTAX */
export function compileTemplate(
  strings: readonly string[],
  place: TemplatePlace,
  attributesOf?: AttributesOfHole,
): Template {
  const parsed = parseTemplate(strings, place, attributesOf);
  const compiler = new Compiler(place);
  const placeOf = (hole = 0) => placeAfter(place, strings, parsed.pieces[hole] ?? 0);
  const template = { ...compiler.compile(parsed), placeOf };
  return compiler.posts ? { ...template, postable: new Compiler(place, true).postable(parsed) } : template;
}

type WholePlace = Omit<Whole, "statics" | "escaped">;

class Compiler {
  readonly #place: TemplatePlace;
  readonly #isPostable: boolean;
  readonly #holes: PostableHole[] = [];
  #head = "";
  #eventNames: Template["eventNames"];
  #points = 0;
  #values = 0;
  #posts = false;
  /** Whether the elements being read are left to the browser: nothing in them is a point. */
  #isIgnored = false;

  constructor(place: TemplatePlace, isPostable = false) {
    this.#place = place;
    this.#isPostable = isPostable;
  }

  /** Whether something in the template can post. */
  get posts(): boolean {
    return this.#posts;
  }

  compile({ nodes, exposed }: ParsedTemplate): Omit<Template, "placeOf"> {
    const isElement = this.#nodes(nodes);
    return {
      head: this.#head,
      holes: this.#holes.filter(isPlain),
      postable: undefined,
      isElement,
      eventNames: this.#eventNames,
      marks: this.#points,
      exposes: exposed.rules,
      exposed: exposed.names,
      place: this.#place,
    };
  }

  postable({ nodes }: ParsedTemplate): PostableTemplate {
    this.#nodes(nodes);
    return { head: this.#head, holes: this.#holes };
  }

  /** Tells whether they are exactly one element. */
  #nodes(nodes: readonly TemplateNode[]): boolean {
    const isElement = nodes.length === 1 && nodes[0]?.kind === "element";
    for (const node of nodes) this.#node(node, isElement);
    return isElement;
  }

  #hole(hole: Hole): void {
    this.#holes.push(hole);
    this.#values++;
  }

  #emit(html: string): void {
    const last = this.#holes.at(-1);
    if (last) last.after += html;
    else this.#head += html;
  }

  #node(node: TemplateNode, isRoot = false): void {
    if (node.kind === "text") return this.#emit(node.html);
    if (node.kind === "element") return this.#element(node, isRoot);
    if (this.#isIgnored) return this.#content(-1, node.place);
    this.#emit(`<!--${marker.open}-->`);
    this.#content(this.#points++, node.place);
    this.#emit(`<!--${marker.close}-->`);
  }

  #content(point: number, { inside, passes }: Surroundings): void {
    const takesText = ((inside | passes) & keepsTextOut) === 0;
    this.#hole({ kind: "content", point, inside, passes, takesText, after: "" });
  }

  #element(element: ElementNode, isRoot: boolean): void {
    const isText = textOnlyElements.has(element.tag);
    const ignores = element.attributes.some(({ name }) => name.toLowerCase() === attributes.ignore);
    const hasHole = element.children.some((child) => child.kind === "hole");
    const [only] = element.children.length === 1 ? element.children : [];
    const content = !isText && !ignores && only?.kind === "hole" ? only : undefined;
    const isContent = content !== undefined;
    const hasText = isText && hasHole;
    const changes = element.attributes.some(isChanging);
    const isPoint = !this.#isIgnored && (isRoot || isContent || hasText || changes);
    const point = isPoint ? this.#points++ : -1;
    this.#emit(`<${element.tag}`);
    if (isPoint) this.#emit(isContent ? ` ${marker.attribute}` : ` ${marker.attribute}=${marker.element}`);
    const post = this.#postOf(element);
    for (const attribute of element.attributes) {
      if (post && isHeld(attribute, post)) this.#held(attribute, point);
      else this.#attribute(attribute, point);
    }
    if (ignores) this.#emit(` ${attributes.ignore}${changingNames(element)}`);
    if (post) this.#holes.push(post);
    else this.#emit(">");
    if (element.isVoid) return;
    // Browsers drop a line break right after these start tags, which may be the value's own.
    if (isContent && /^(pre|listing)$/i.test(element.tag)) this.#emit("\n");
    if (content) this.#content(point, content.place);
    else if (hasText) this.#text(element, point);
    else this.#children(element, ignores);
    if (post?.element === "form") this.#holes.push({ kind: "post-end", after: "" });
    this.#emit(`</${element.tag}>`);
  }

  /** What ends the start tag in place of a mere bracket. */
  #postOf(element: ElementNode): PostHole | undefined {
    const post = postHole(element);
    this.#posts ||= post !== undefined;
    return this.#isPostable ? post : undefined;
  }

  /** Static text of it is left to the hole that writes it. */
  #held(attribute: AttributeNode, point: number): void {
    if (!isChanging(attribute)) return;
    const first = this.#holes.length;
    this.#attribute(attribute, point);
    for (const hole of this.#holes.splice(first).filter(isPlain))
      this.#holes.push({ kind: "held", hole, after: "" });
  }

  #children({ children }: ElementNode, ignores: boolean): void {
    const wasIgnored = this.#isIgnored;
    this.#isIgnored ||= ignores;
    for (const child of children) this.#node(child);
    this.#isIgnored = wasIgnored;
  }

  #attribute({ name, value }: AttributeNode, point: number): void {
    if (name.toLowerCase() === attributes.ignore) return;
    if (value === undefined) return this.#emit(` ${name}`);
    if (value.length === 1) return this.#static(name, String(value[0]));
    const rule = ruleOf(name);
    if (value.length === 3 && value[0] === "" && value[2] === "") {
      this.#hole({ kind: "attribute", point, name, rule, after: "" });
      return;
    }
    this.#parts(value, { point, attribute: name, rule, first: this.#values });
  }

  #static(name: string, html: string): void {
    this.#emit(` ${name}="${html}"`);
    if (html && takesEvent(name)) this.#eventNames = [...(this.#eventNames ?? []), [name, html]];
  }

  #text(element: ElementNode, point: number): void {
    const parts: (string | number)[] = [""];
    for (const child of element.children) {
      if (child.kind === "hole") parts.push(child.index, "");
      else if (child.kind === "text") parts[parts.length - 1] += child.html;
    }
    this.#parts(parts, { point, attribute: undefined, rule: "text", first: this.#values });
  }

  #parts(parts: Parts, about: WholePlace): void {
    const statics = parts.filter((part) => typeof part === "string").map((html) => this.#decode(html));
    this.#checkScheme(about, statics);
    const isSafe = about.rule === "url" && isSafeStart(statics[0] ?? "");
    const whole: Whole = {
      ...about,
      rule: isSafe ? "text" : about.rule,
      statics,
      escaped: statics.map(escapeAttribute),
    };
    for (const part of parts) {
      if (typeof part === "number") this.#hole({ kind: "part", point: about.point, whole, after: "" });
    }
  }

  /** Static text is HTML; a whole value is put together and escaped as text. */
  #decode(html: string): string {
    return decodeEntities(html, (entity) => {
      throw templateError(this.#place, 0, `${entity} beside a hole`, "Write the character itself.");
    });
  }

  /** The first piece decides the scheme when it has a colon; else the whole is checked when rendered. */
  #checkScheme({ rule, attribute }: WholePlace, statics: readonly string[]): void {
    if (rule !== "url" || safeUrl(statics[0] ?? "", attribute ?? "") !== refusedUrl) return;
    throw templateError(
      this.#place,
      0,
      `Active address in "${attribute}"`,
      "Use an event, or an http(s) address.",
    );
  }
}

function isPlain(hole: PostableHole): hole is Hole {
  return hole.kind !== "post" && hole.kind !== "post-end" && hole.kind !== "held";
}

function isChanging({ value }: AttributeNode): boolean {
  return value?.some((part) => typeof part === "number") ?? false;
}

/** As the value of an attribute; nothing when no attribute changes. */
function changingNames(element: ElementNode): string {
  const names = element.attributes.filter(isChanging).map(({ name }) => name);
  return names.length > 0 ? `="${names.join(" ")}"` : "";
}

function ruleOf(attribute: string): AttributeRule {
  const name = attribute.toLowerCase();
  if (urlAttributes.has(name)) return "url";
  if (name === "style") return "style";
  if (takesEvent(name)) return "event";
  if (name === attributes.optimistic) return "changes";
  if (isSetting(name)) return "setting";
  return wordAttributes.has(name) || /^(aria|data)-/.test(name) ? "words" : "text";
}
