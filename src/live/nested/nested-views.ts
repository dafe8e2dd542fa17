import { LiveloomError } from "../../errors.ts";
import { limits } from "../../shared/wire.ts";
import type { NestedView } from "./nested-view.ts";

/** How deep views may stand in each other: a page's own are the first level. */
export const nestedDepth = 4;

/** All views inside one page, however deep, by the numbers that they have on its connection. */
export class NestedViews {
  readonly #byNumber = new Map<number, NestedView>();

  /** Gives a view the lowest number that is free. 0 is the page. @throws LV-NESTED-LIMIT, LV-NESTED-DEPTH */
  add(view: NestedView, depth: number): number {
    if (depth > nestedDepth)
      throw new LiveloomError("LV-NESTED-DEPTH", { view: view.View.name, limit: nestedDepth });
    for (let number = 1; number < limits.views; number++) {
      if (this.#byNumber.has(number)) continue;
      this.#byNumber.set(number, view);
      return number;
    }
    throw new LiveloomError("LV-NESTED-LIMIT", { view: view.View.name, limit: limits.views - 1 });
  }

  remove(number: number, view: NestedView): void {
    if (this.#byNumber.get(number) === view) this.#byNumber.delete(number);
  }

  /** The view that has the number now; undefined when the token is that of another, which had it before. */
  find(number: number, token: string): NestedView | undefined {
    const view = this.#byNumber.get(number);
    return view?.token === token ? view : undefined;
  }
}
