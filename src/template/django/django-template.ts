import type { Html } from "../html.ts";
import type { Page } from "./compiled-template.ts";
import { Scope, type Surroundings } from "./scope.ts";

/** A template file, ready to be rendered. May be put into a context, for `{% include variable %}`. */
export class DjangoTemplate {
  readonly rendered: Page;
  readonly #surroundings: Surroundings;

  constructor(rendered: Page, surroundings: Surroundings) {
    this.rendered = rendered;
    this.#surroundings = surroundings;
  }

  /**
   * Fills the template. The context's own and inherited properties are its variables.
   * @throws LV-TEMPLATE-SYNTAX, LV-TEMPLATE-MISSING, LV-TEMPLATE-VALUE
   */
  render(context: object = {}): Html {
    return this.rendered.html(new Scope(context, this.#surroundings));
  }
}
