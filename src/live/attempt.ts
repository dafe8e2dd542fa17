import { Checkpoint, checkpointLimit } from "./checkpoint.ts";
import { Abortable, withDeadline } from "./deadline.ts";
import { isFailure } from "./failure.ts";
import type { ViewContext } from "./view-context.ts";
import type { ViewServices } from "./view-services.ts";

/** One event or message being handled: it can be called off, and what it did to the view can be undone. */
export class Attempt extends Abortable {
  readonly #context: ViewContext;
  readonly #services: ViewServices;
  readonly #view: object;
  readonly #checkpoint: Checkpoint;
  readonly #redirectTo: string | undefined;

  constructor(view: object, context: ViewContext, services: ViewServices) {
    super();
    this.#view = view;
    this.#context = context;
    this.#services = services;
    this.#redirectTo = context.redirectTo;
    this.#checkpoint = new Checkpoint(view);
  }

  /** Because of this error: the view's state is what it was before, and the view stays on its page. */
  undo(error: unknown): void {
    this.#context.redirectTo = this.#redirectTo;
    this.#context.navigation?.stay();
    this.#checkpoint.restore();
    if (this.#checkpoint.isPartial && isFailure(error))
      this.#services.hint(partialUndoHint(this.#view.constructor.name));
  }

  /**
   * Waits for a handler, while other views go on.
   * @param what for messages, `the event "save"`.
   * @param limit milliseconds
   * @throws LV-TIMEOUT, and whatever the handler throws
   */
  async settle<Result>(handling: PromiseLike<Result>, what: string, limit?: number): Promise<Result> {
    const { handlerTimeout, report } = this.#services;
    const about = `${this.#view.constructor.name}, ${what}`;
    this.#checkpoint.hold();
    try {
      return await withDeadline(handling, this, { what: about, limit: limit ?? handlerTimeout, report });
    } finally {
      this.#checkpoint.release();
    }
  }
}

function partialUndoHint(view: string): string {
  return (
    `${view} has more than ${checkpointLimit} values in its public fields. After a failure its fields are put ` +
    "back, but not what was changed inside their lists and objects: replace those instead of changing them."
  );
}
