import { LiveloomError } from "../../errors.ts";
import { CompiledTemplate, type Page } from "./compiled-template.ts";
import { DjangoTemplate } from "./django-template.ts";
import type { Loader } from "./loader.ts";
import type { Parent, ParsedFile } from "./parsed-file.ts";
import { type ParserOptions, parseFile } from "./parser.ts";
import { textOf } from "./python-text.ts";
import { relativeName } from "./relative-name.ts";
import { Scope, type Surroundings } from "./scope.ts";
import type { Settings } from "./settings.ts";
import { placeText, type Source, type SourcePlace, sourceError } from "./source.ts";
import { TemplateFiles } from "./template-files.ts";

export interface EngineOptions {
  readonly folders: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly reload: boolean;
  readonly parser: ParserOptions;
  readonly settings: Settings;
}

/** A file and those that it extends, one after the other. */
type Chain = readonly ParsedFile[];

/** Finds, reads and compiles templates, and keeps what did not change. */
export class Engine implements Loader {
  readonly surroundings: Surroundings;
  readonly #options: EngineOptions;
  readonly #files: TemplateFiles;
  readonly #fileOf = new WeakMap<Source, ParsedFile>();
  readonly #pages = new WeakMap<ParsedFile, Page>();
  readonly #partials = new WeakMap<object, Page>();

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#files = new TemplateFiles({ ...options, parse: (source) => this.#parse(source) });
    this.surroundings = { settings: options.settings, loader: this };
  }

  /** The first of `names` that exists. @throws LV-TEMPLATE-MISSING */
  find(names: readonly string[], from?: SourcePlace): Page {
    for (const name of names) {
      const [path = "", partial] = name.split("#", 2);
      const file = this.#files.find(path);
      const page = file && (partial === undefined ? this.#page([file]) : this.#partial(file, partial));
      if (page) return page;
    }
    throw this.#missing(names, from);
  }

  partial(source: Source, name: string): Page | undefined {
    const file = this.#fileOf.get(source);
    return file && this.#partial(file, name);
  }

  fromText(source: Source): Page {
    return this.#page([this.#parse(source)]);
  }

  #parse(source: Source): ParsedFile {
    const file = parseFile(source, this.#options.parser);
    this.#fileOf.set(source, file);
    return file;
  }

  #partial(file: ParsedFile, name: string): Page | undefined {
    const nodes = file.partials.get(name);
    if (!nodes) return undefined;
    const page = this.#partials.get(nodes) ?? new CompiledTemplate(nodes, []);
    this.#partials.set(nodes, page);
    return page;
  }

  /** Compiles a file; `start` are files that were followed already. */
  #page(start: Chain): Page {
    const [first] = start;
    const chain = this.#chain(start);
    const known = first && this.#pages.get(first);
    if (known && isSame(known.chain, chain)) return known;
    const page = this.#compile(chain);
    if (first) this.#pages.set(first, page);
    return page;
  }

  #compile(chain: Chain): Page {
    const root = chain.at(-1);
    if (root?.parent) return this.#variablePage(chain, root.parent);
    return new CompiledTemplate(root?.nodes ?? [], chain);
  }

  /** Follows `{% extends %}` up to a file that extends nothing, or something that only a variable knows. */
  #chain(files: Chain): Chain {
    const parent = files.at(-1)?.parent;
    if (!parent || parent.name.path || parent.name.hasFilters) return files;
    const name = textOf(parent.name.value(new Scope({}, this.surroundings)));
    return this.#chain([...files, this.#parentFile(name, files, parent.place)]);
  }

  #parentFile(name: string, files: Chain, place: SourcePlace): ParsedFile {
    const path = relativeName(name, place);
    const file = this.#files.find(path, files);
    if (file) return file;
    if (!this.#files.find(path)) throw this.#missing([path], place);
    const circle = [...files.map(({ source }) => source.name), path].join(" > ");
    throw sourceError(
      place,
      `Templates extend each other in a circle: ${circle}`,
      "Extend another template.",
    );
  }

  /** `{% extends variable %}`: one page for each file that the variable led to so far. */
  #variablePage(chain: Chain, parent: Parent): Page {
    const pages = new WeakMap<ParsedFile, Page>();
    const pageFor = (scope: Scope): Page => {
      const parents = this.#parentsOf(parent, chain, scope);
      const whole = this.#chain([...chain, ...parents]);
      const last = whole.at(-1);
      const known = last && pages.get(last);
      const page = known && isSame(known.chain, whole) ? known : this.#compile(whole);
      if (last) pages.set(last, page);
      return page;
    };
    return {
      chain,
      prepare: () => undefined,
      html: (scope) => pageFor(scope).html(scope),
      content: (scope) => pageFor(scope).content(scope),
      text: (scope) => pageFor(scope).text(scope),
    };
  }

  #parentsOf({ name, place }: Parent, chain: Chain, scope: Scope): Chain {
    const value = name.value(scope);
    if (value instanceof DjangoTemplate) return value.rendered.chain;
    if (value === "" || value === null)
      throw sourceError(place, `"${name.text}" names no template to extend`, "Give the variable a name.");
    return [this.#parentFile(textOf(value), chain, place)];
  }

  #missing(names: readonly string[], from?: SourcePlace): LiveloomError {
    const wanted = names.map((name) => `"${name}"`).join(" or ") || "without a name";
    const folders = this.#options.folders.join(", ") || "no folder";
    return new LiveloomError("LV-TEMPLATE-MISSING", {
      wanted,
      folders,
      place: from ? `, needed at ${placeText(from)}` : "",
    });
  }
}

function isSame(one: Chain, other: Chain): boolean {
  return one.length === other.length && one.every((file, index) => file === other[index]);
}
