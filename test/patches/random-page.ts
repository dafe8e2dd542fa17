import fc, { type GeneratorValue } from "fast-check";
import type { Html } from "../../src/template/html.ts";
import { RandomStream } from "./random-stream.ts";
import { RandomView, render, type State } from "./random-view.ts";

/** A random view, sometimes with a stream below it. */
export class RandomPage {
  readonly #view: RandomView;
  readonly #stream: RandomStream | undefined;
  #state: State;

  constructor(draw: GeneratorValue) {
    this.#view = new RandomView(draw);
    this.#state = this.#view.first();
    this.#stream = draw(fc.nat, { max: 2 }) === 0 ? new RandomStream(draw, this.#view) : undefined;
    this.#stream?.change();
  }

  next(): void {
    this.#state = this.#view.next(this.#state);
    this.#stream?.change();
  }

  view(): Html {
    const view = render(this.#state);
    return this.#stream?.below(view) ?? view;
  }

  /** What looks like `view()`, and can be rendered any time. */
  freshView(): Html {
    const view = render(this.#state);
    return this.#stream?.freshBelow(view) ?? view;
  }
}
