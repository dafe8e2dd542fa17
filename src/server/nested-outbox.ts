import type { NestedPlace } from "../live/nested/nested-place.ts";
import type { Problems } from "./problem.ts";
import { type ViewConnection, ViewOutbox } from "./view-outbox.ts";

/** Writes what a view inside another has to say. Its address and title are the page's, and its trouble its place's. */
export class NestedOutbox extends ViewOutbox {
  readonly #place: NestedPlace;

  constructor(
    connection: ViewConnection,
    view: number,
    { place, problems }: { place: NestedPlace; problems: Problems },
  ) {
    super(connection, view, problems);
    this.#place = place;
  }

  override page(): void {}

  override remount(): void {
    this.#place.restart();
  }

  /** What cannot be shown at all is the place's affair. */
  override refuse(sequence: number, error: unknown, about: string): void {
    if (sequence === 0) this.#place.fail(error);
    else super.refuse(sequence, error, about);
  }
}
