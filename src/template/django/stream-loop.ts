import type { LiveloomError } from "../../errors.ts";
import type { Scope } from "./scope.ts";
import { type SourcePlace, sourceError } from "./source.ts";

/**
 * `forloop` in a loop over a stream. Rows that the browser has are not rendered again, so whatever counts them would
 * soon be wrong: it is refused.
 */
export class StreamLoop {
  readonly #place: SourcePlace;

  constructor(place: SourcePlace) {
    this.#place = place;
  }

  /** Shows items one by one, each so that it comes out the same whichever others are shown with it. */
  _visit(items: Iterable<unknown>, scope: Scope, show: (item: unknown) => void): void {
    const { memory } = scope;
    for (const item of items) {
      const frame = scope.enter();
      scope.memory = new Map();
      scope.set("forloop", this);
      show(item);
      scope.leave(frame);
    }
    scope.memory = memory;
  }

  /** The mistake of asking a row where it stands. */
  _refuse(what: string): LiveloomError {
    return sourceError(
      this.#place,
      `${what} in a loop over a stream`,
      "A row that was sent is not rendered again when others come and go, so this would soon be wrong. Put what the row shows into its item.",
    );
  }
}

const counts = [
  "counter",
  "counter0",
  "revcounter",
  "revcounter0",
  "first",
  "last",
  "length",
  "parentloop",
] as const;

for (const name of counts)
  Object.defineProperty(StreamLoop.prototype, name, {
    get(this: StreamLoop) {
      throw this._refuse(`"forloop.${name}"`);
    },
  });
