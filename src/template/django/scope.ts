import { currentLanguage } from "../../languages/current-language.ts";
import { type NamedComponents, namedComponents } from "../component.ts";
import type { Loader } from "./loader.ts";
import { property } from "./property.ts";
import type { Settings } from "./settings.ts";

interface Binding {
  readonly name: string;
  value: unknown;
  readonly next: Binding | undefined;
}

/** Where a scope was when a block was entered; leaving it with this forgets what the block bound. */
export interface Frame {
  readonly top: Binding | undefined;
  readonly floor: Binding | undefined;
}

/** What all templates of one engine share. */
export interface Surroundings {
  readonly settings: Settings;
  readonly loader: Loader;
}

/**
 * What a template sees while it is rendered: the context it was given, below the variables that tags bound.
 * Tags write into the innermost block, as in Django.
 */
export class Scope {
  readonly settings: Settings;
  readonly loader: Loader;
  readonly context: object;
  /** Whether values are escaped where HTML is expected; `{% autoescape off %}` changes it for a while. */
  autoescape = true;
  language: string;
  timeZone: string;
  /** What `{% component %}` can name. */
  components: NamedComponents | undefined;
  /** What tags remember between two visits in one rendering, such as how far a cycle is. */
  memory = new Map<object, unknown>();
  /** How to leave the groups that are being rendered, the innermost last. */
  readonly open: ((scope: Scope) => void)[] = [];
  /** How many templates are being included in each other right now. */
  depth = 0;
  #top: Binding | undefined;
  #floor: Binding | undefined;

  constructor(context: object, { settings, loader }: Surroundings) {
    this.context = context;
    this.components = Reflect.get(context, namedComponents);
    this.loader = loader;
    this.settings = settings;
    this.language = currentLanguage() ?? settings.language;
    this.timeZone = settings.timeZone;
  }

  /** The variable's value; undefined when there is none. */
  get(name: string): unknown {
    for (let binding = this.#top; binding; binding = binding.next) {
      if (binding.name === name) return binding.value;
    }
    return property(this.context, name);
  }

  /** Binds a variable in the innermost block. */
  set(name: string, value: unknown): void {
    for (let binding = this.#top; binding && binding !== this.#floor; binding = binding.next) {
      if (binding.name !== name) continue;
      binding.value = value;
      return;
    }
    this.#top = { name, value, next: this.#top };
  }

  /** Gives a variable a new value where it is bound; binds it in the innermost block when it is not. */
  replace(name: string, value: unknown): void {
    for (let binding = this.#top; binding; binding = binding.next) {
      if (binding.name !== name) continue;
      binding.value = value;
      return;
    }
    this.set(name, value);
  }

  enter(): Frame {
    const frame = { top: this.#top, floor: this.#floor };
    this.#floor = this.#top;
    return frame;
  }

  leave({ top, floor }: Frame): void {
    this.#top = top;
    this.#floor = floor;
  }

  /** A scope that sees nothing of this one but how values are written. */
  isolated(context: object): Scope {
    const scope = new Scope(context, this);
    scope.components = this.components;
    scope.autoescape = this.autoescape;
    scope.language = this.language;
    scope.timeZone = this.timeZone;
    scope.depth = this.depth;
    return scope;
  }
}
