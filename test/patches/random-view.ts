import fc, { type GeneratorValue } from "fast-check";
import { classes } from "../../src/template/classes.ts";
import { each, type Key } from "../../src/template/each.ts";
import { type Html, html, type TemplateValue } from "../../src/template/html.ts";
import { raw } from "../../src/template/raw.ts";
import { styles } from "../../src/template/styles.ts";

/** Where nodes stand, which decides what may stand there. */
type Context = "flow" | "rows" | "cells" | "options" | "svg";

/** What a hole can hold. */
type HoleKind = "text" | "attribute" | "flag" | "class" | "style" | "address" | "content" | "id";

interface Template {
  readonly number: number;
  readonly strings: TemplateStringsArray;
  readonly holes: readonly { readonly kind: HoleKind; readonly context: Context }[];
}

/** The values of one template's holes. */
export interface State {
  readonly template: Template;
  readonly values: readonly Value[];
}

export interface Item {
  readonly key: Key;
  /** Tells an item from one that had its key before, where that makes a difference. */
  readonly birth?: number;
  readonly state: State;
}

type Value =
  | { readonly kind: "plain"; readonly value: string | number | boolean | null }
  | { readonly kind: "nested"; readonly state: State }
  | { readonly kind: "raw"; readonly html: string }
  | { readonly kind: "array"; readonly texts: readonly string[] }
  | {
      readonly kind: "list";
      readonly items: readonly Item[];
      readonly isKeyed: boolean;
      readonly isMemo: boolean;
    };

const texts = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("", "a", "b", " ") },
  // So long that only what is added to them is sent.
  fc.constantFrom("<b>".repeat(20), `${"long text ".repeat(5)}\ud83d`, "\r".repeat(40)),
  fc.constantFrom(
    "<b>&\"'",
    "<!--]-->",
    "-->",
    "\n\n",
    "\r\n",
    "\0",
    "&amp;",
    "\ud800",
    "javascript:x",
    "</textarea>",
  ),
  fc.string({ maxLength: 4 }),
);

/** Draws random templates, states for them, and steps from one state to the next. */
export class RandomView {
  readonly #draw: GeneratorValue;
  #count = 0;
  readonly #templates: Readonly<Record<Context, Template[]>> = {
    flow: [],
    rows: [],
    cells: [],
    options: [],
    svg: [],
  };

  constructor(draw: GeneratorValue) {
    this.#draw = draw;
    for (const context of ["svg", "options", "cells", "rows", "flow"] as const)
      for (let count = this.#upTo(2) + 1; count > 0; count--)
        this.#templates[context].push(this.#template(context));
  }

  /** A state of the view. Its templates are as they were made: like those in a program. */
  first(): State {
    return this.#state(this.#templates.flow.at(-1) as Template, 3);
  }

  /** An item of a list somewhere else in the page. */
  item(key: Key): Item {
    return { key, state: this.#one("flow", 1) };
  }

  /** Another state, that shares something with the last. */
  next(state: State): State {
    const values = state.values.map((value, index) =>
      this.#chance(2) ? value : this.#change(value, state.template.holes[index], 2),
    );
    return { ...state, values };
  }

  #upTo(most: number): number {
    return this.#draw(fc.nat, { max: most });
  }

  #chance(of: number): boolean {
    return this.#upTo(of - 1) === 0;
  }

  #oneOf<Choice>(...choices: readonly Choice[]): Choice {
    return choices[this.#upTo(choices.length - 1)] as Choice;
  }

  #text(): string {
    return this.#draw(() => texts);
  }

  #template(context: Context): Template {
    const writer = new TemplateWriter();
    this.#write(writer, context, 2);
    return writer.template(this.#count++);
  }

  #write(writer: TemplateWriter, context: Context, depth: number): void {
    if (context === "rows") return this.#element(writer, { tag: "tr", inside: "cells", depth });
    if (context === "cells") return this.#element(writer, { tag: "td", inside: "flow", depth: depth - 1 });
    if (context === "options") return this.#element(writer, { tag: "option", inside: "flow", depth: 0 });
    if (context === "svg")
      return this.#element(writer, { tag: this.#oneOf("g", "rect"), inside: "svg", depth: depth - 1 });
    for (let count = this.#upTo(3); count > 0; count--) this.#flow(writer, depth);
  }

  #flow(writer: TemplateWriter, depth: number): void {
    const kind = this.#upTo(depth > 0 ? 9 : 3);
    if (kind === 0) writer.text(this.#oneOf("x", " and ", "\n  ", "&amp;"));
    else if (kind <= 2) writer.hole(this.#oneOf("text", "content"), "flow");
    else if (kind === 3) this.#field(writer);
    else if (kind === 4) this.#element(writer, { tag: "table", inside: "rows", depth });
    else if (kind === 5) this.#element(writer, { tag: "select", inside: "options", depth });
    else if (kind === 6) this.#element(writer, { tag: "svg", inside: "svg", depth });
    else this.#element(writer, { tag: this.#oneOf("div", "span", "pre"), inside: "flow", depth: depth - 1 });
  }

  #field(writer: TemplateWriter): void {
    if (this.#chance(2)) {
      writer.text("<textarea");
      this.#id(writer);
      writer.text(">");
      if (this.#chance(2)) writer.text("t ");
      writer.hole("text", "flow");
      return writer.text("</textarea>");
    }
    writer.text("<input");
    this.#id(writer);
    this.#attributes(writer);
    writer.text(` type=${this.#oneOf("text", "checkbox")} value=`);
    writer.hole("text", "flow");
    writer.text(" checked=");
    writer.hole("flag", "flow");
    writer.text(">");
  }

  #element(
    writer: TemplateWriter,
    { tag, inside, depth }: { tag: string; inside: Context; depth: number },
  ): void {
    writer.text(`<${tag}`);
    if (this.#chance(2)) this.#id(writer);
    if (this.#chance(2)) this.#attributes(writer);
    writer.text(tag === "table" ? "><tbody>" : ">");
    if (inside === "flow" && tag !== "option") this.#write(writer, "flow", depth);
    else if (tag === "option") writer.hole("text", "flow");
    else if (inside !== "flow") writer.hole("content", inside);
    if (tag === "svg" && depth > 0) this.#write(writer, "svg", depth - 1);
    writer.text(tag === "table" ? "</tbody></table>" : `</${tag}>`);
  }

  /** Tells which element this is in all states of the view that have it, and lets it have the focus. */
  #id(writer: TemplateWriter): void {
    writer.text(' tabindex="0" data-id=');
    writer.hole("id", "flow");
  }

  #attributes(writer: TemplateWriter): void {
    const all: readonly [string, HoleKind][] = [
      ["title", "attribute"],
      ["hidden", "flag"],
      ["class", "class"],
      ["style", "style"],
      ["href", "address"],
      ["data-x", "attribute"],
    ];
    for (const [name, kind] of all) {
      if (!this.#chance(4)) continue;
      const isPieces = kind === "attribute" && this.#chance(2);
      writer.text(isPieces ? ` ${name}="s ` : ` ${name}=`);
      writer.hole(isPieces ? "text" : kind, "flow");
      if (isPieces) writer.text('"');
    }
  }

  #state(template: Template, depth: number): State {
    return { template, values: template.holes.map((hole) => this.#value(hole, depth)) };
  }

  #value({ kind, context }: Template["holes"][number], depth: number): Value {
    if (kind === "content") return this.#content(context, depth);
    if (kind === "text")
      return { kind: "plain", value: this.#oneOf<string | number>(this.#text(), this.#upTo(9)) };
    return {
      kind: "plain",
      value: this.#oneOf<string | number | boolean | null>(this.#text(), 1, true, false, null),
    };
  }

  #content(context: Context, depth: number): Value {
    const isDeep = depth > 0 && this.#templates[context].length > 0;
    const choice = this.#upTo(context === "flow" ? 5 : 2);
    if (isDeep && choice === 0) return { kind: "nested", state: this.#one(context, depth - 1) };
    if (isDeep && choice <= 2) return this.#list(context, depth - 1);
    if (choice === 3) return { kind: "raw", html: this.#oneOf("<b>r</b>", "r", "") };
    if (choice === 4) return { kind: "array", texts: [this.#text(), this.#text()].slice(this.#upTo(2)) };
    return { kind: "plain", value: context === "flow" ? this.#text() : null };
  }

  #one(context: Context, depth: number): State {
    return this.#state(this.#oneOf(...this.#templates[context]), depth);
  }

  #list(context: Context, depth: number): Value {
    const isKeyed = !this.#chance(4);
    const keys = this.#draw(() => fc.uniqueArray(fc.nat(9), { maxLength: 5 }));
    const items = keys.map((key) => ({ key, state: this.#one(context, depth) }));
    return { kind: "list", items, isKeyed, isMemo: isKeyed && this.#chance(2) };
  }

  #change(value: Value, hole: Template["holes"][number] | undefined, depth: number): Value {
    if (!hole) return value;
    if (value.kind === "plain" && typeof value.value === "string" && this.#chance(3))
      return { kind: "plain", value: value.value + this.#text() };
    if (value.kind === "nested" && !this.#chance(4)) return { kind: "nested", state: this.next(value.state) };
    if (value.kind === "list" && !this.#chance(4))
      return { ...value, items: this.#rearrange(value.items, hole.context) };
    return this.#value(hole, depth);
  }

  /** Some items leave, change or move, some are new. */
  #rearrange(items: readonly Item[], context: Context): readonly Item[] {
    const kept = items
      .filter(() => !this.#chance(4))
      .map((item) => (this.#chance(3) ? { key: item.key, state: this.next(item.state) } : item));
    const ordered = this.#chance(2)
      ? kept
      : this.#draw(() => fc.shuffledSubarray(kept, { minLength: kept.length }));
    const fresh = this.#draw(() => fc.uniqueArray(fc.nat(12), { maxLength: 2 }))
      .filter((key) => !kept.some((item) => item.key === key))
      .map((key) => ({ key, state: this.#one(context, 1) }));
    const at = this.#upTo(ordered.length);
    return [...ordered.slice(0, at), ...fresh, ...ordered.slice(at)];
  }
}

/** Puts a template together as the compiler would from a tagged template. */
class TemplateWriter {
  readonly #strings: string[] = [""];
  readonly #holes: Template["holes"][number][] = [];

  text(text: string): void {
    this.#strings.push(`${this.#strings.pop()}${text}`);
  }

  hole(kind: HoleKind, context: Context): void {
    this.#holes.push({ kind, context });
    this.#strings.push("");
  }

  template(number: number): Template {
    return { number, strings: Object.assign([...this.#strings], { raw: this.#strings }), holes: this.#holes };
  }
}

/** What `render()` would return in this state. The path tells where the template stands. */
export function render({ template, values }: State, path = ""): Html {
  const toHole = (value: Value, index: number): TemplateValue => {
    const kind = template.holes[index]?.kind;
    const place = `${path}.${template.number}/${index}`;
    return kind === "id" ? place : toValue(value, kind, place);
  };
  return html(template.strings, ...values.map(toHole));
}

function toValue(value: Value, kind: HoleKind | undefined, path: string): TemplateValue {
  if (value.kind === "nested") return render(value.state, path);
  if (value.kind === "raw") return raw(value.html);
  if (value.kind === "array") return value.texts;
  if (value.kind === "list") return toList(value, path);
  if (kind === "class") return classes("c", { [`k${value.value}`.replace(/\W/g, "")]: value.value });
  if (kind === "style") return styles({ color: value.value === true ? "red" : value.value, top: 0 });
  return value.value;
}

function toList({ items, isKeyed, isMemo }: Extract<Value, { kind: "list" }>, path: string): TemplateValue {
  if (!isKeyed) return each(items, ({ state }, index) => render(state, `${path}@${index}`));
  return each(items, keyOf, rowIn(path), isMemo ? { memo: true } : {});
}

export const keyOf = ({ key }: Item): Key => key;

/** Renders the items of a list with keys. */
export const rowIn = (path: string) => (item: Item) =>
  render(item.state, `${path}:${item.key}-${item.birth ?? 0}`);
