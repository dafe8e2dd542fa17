import { builtinLibraries, builtins } from "./builtins.ts";
import type { Page } from "./compiled-template.ts";
import { DjangoTemplate } from "./django-template.ts";
import { Engine } from "./engine.ts";
import type { Library } from "./library.ts";
import { defaultSettings, type Settings } from "./settings.ts";

export interface DjangoTemplatesOptions extends Partial<Settings> {
  /** Where template files are; searched in this order. Default: none. */
  readonly folders?: readonly string[];
  /** Templates by name that are in no folder, for tests; they come first. */
  readonly files?: Readonly<Record<string, string>>;
  /** Tags and filters for `{% load name %}`, made by `defineLibrary()`. */
  readonly libraries?: Readonly<Record<string, Library>>;
  /** Whether files that changed are read again, with all that extend or include them. Default: false. */
  readonly reload?: boolean;
}

/**
 * Templates in Django's language. They make the same Html as the `html` tag does, so a page written in
 * either is updated in the same way.
 * @example
 * const templates = new DjangoTemplates({ folders: ["templates"] });
 * templates.get("team.html").render({ members });
 */
export class DjangoTemplates {
  readonly #engine: Engine;
  readonly #templates = new WeakMap<Page, DjangoTemplate>();

  constructor({
    folders = [],
    files = {},
    libraries = {},
    reload = false,
    ...settings
  }: DjangoTemplatesOptions = {}) {
    const parser = { builtins, libraries: new Map([...builtinLibraries, ...Object.entries(libraries)]) };
    this.#engine = new Engine({
      folders,
      files,
      reload,
      parser,
      settings: { ...defaultSettings, ...settings },
    });
  }

  /**
   * The template of that name, `"team.html"`; `"team.html#row"` is its partial `row`. Ask again for every
   * rendering: the answer is cached, and newer when a file has changed.
   * @throws LV-TEMPLATE-MISSING, LV-TEMPLATE-SYNTAX
   */
  get(name: string): DjangoTemplate {
    return this.#prepared(this.#engine.find([name]));
  }

  /** A template from its text. `name` stands in messages. @throws LV-TEMPLATE-MISSING, LV-TEMPLATE-SYNTAX */
  fromString(text: string, name = "a template"): DjangoTemplate {
    return this.#prepared(this.#engine.fromText({ text, file: name, name }));
  }

  #prepared(page: Page): DjangoTemplate {
    const known = this.#templates.get(page);
    if (known) return known;
    page.prepare();
    const template = new DjangoTemplate(page, this.#engine.surroundings);
    this.#templates.set(page, template);
    return template;
  }
}
