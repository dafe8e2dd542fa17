import { Checkpoint, checkpointLimit } from "./checkpoint.ts";
import { Abortable, withDeadline } from "./deadline.ts";
import { isFailure } from "./failure.ts";
import { PageRefused } from "./gate.ts";
import type { MessagesState } from "./navigation/view-messages.ts";
import type { ViewContext } from "./view-context.ts";
import type { ViewServices } from "./view-services.ts";

/** Where something is attempted. */
export interface AttemptPage {
  readonly view: object;
  readonly context: ViewContext;
  readonly services: Pick<ViewServices, "handlerTimeout" | "report" | "hint">;
}

/** One event or message being handled: it can be called off, and what it did to the view can be undone. */
export class Attempt extends Abortable {
  readonly #page: AttemptPage;
  readonly #checkpoint: Checkpoint;
  /** Of what else may change: usually nothing. */
  #more: Map<object, Checkpoint> | undefined;
  #isHeld = false;
  readonly #messages: MessagesState | undefined;
  readonly #before: Pick<ViewContext, "redirectTo" | "params" | "query" | "request">;

  /** @param subject The component whose state changes. Default: the view. */
  constructor(page: AttemptPage, subject: object = page.view) {
    super();
    this.#page = page;
    const { redirectTo, params, query, request } = page.context;
    this.#messages = page.context.messages?.state;
    this.#before = { redirectTo, params, query, request };
    this.#checkpoint = new Checkpoint(subject);
  }

  /** Something else is about to change, too. Default: the view. */
  include(subject: object = this.#page.view): void {
    if (subject === this.#checkpoint.subject || this.#more?.has(subject)) return;
    const checkpoint = new Checkpoint(subject);
    this.#more ??= new Map();
    this.#more.set(subject, checkpoint);
    if (this.#isHeld) checkpoint.hold();
  }

  /** Because of this error: the view's state and address are what they were, it stays on its page, and nobody is told anything. */
  undo(error: unknown): void {
    const { context, services } = this.#page;
    const { redirectTo, ...address } = this.#before;
    context.redirectTo = redirectTo;
    // Whoever may not see the page at its new address is told so there.
    if (!(error instanceof PageRefused)) Object.assign(context, address);
    context.navigation?.stay();
    context.messages?.restore(this.#messages);
    context.pushes?.drop();
    for (const checkpoint of this.#checkpoints()) {
      checkpoint.restore();
      if (checkpoint.isPartial && isFailure(error)) services.hint?.(partialUndoHint(checkpoint.subject));
    }
  }

  /**
   * Waits for a handler, while other views go on.
   * @param what for messages, `the event "save"`.
   * @param limit milliseconds
   * @throws LV-TIMEOUT, and whatever the handler throws
   */
  async settle<Result>(handling: PromiseLike<Result>, what: string, limit?: number): Promise<Result> {
    const { handlerTimeout, report } = this.#page.services;
    const about = `${this.#page.view.constructor.name}, ${what}`;
    this.#isHeld = true;
    for (const checkpoint of this.#checkpoints()) checkpoint.hold();
    try {
      return await withDeadline(handling, this, { what: about, limit: limit ?? handlerTimeout, report });
    } finally {
      this.#isHeld = false;
      for (const checkpoint of this.#checkpoints()) checkpoint.release();
    }
  }

  *#checkpoints(): Generator<Checkpoint> {
    yield this.#checkpoint;
    if (this.#more) yield* this.#more.values();
  }
}

function partialUndoHint(subject: object): string {
  return (
    `${subject.constructor.name} has more than ${checkpointLimit} values in its public fields. After a failure its ` +
    "fields are put back, but not what was changed inside their lists and objects: replace those instead of changing them."
  );
}
