import type { Attempt } from "./attempt.ts";
import { admitMessage, type GatedView, PageRefused } from "./gate.ts";
import type { Handling } from "./handling.ts";
import { type AddressVisit, isForPage } from "./navigation/view-navigation.ts";
import type { Outcomes, ScreenedPage } from "./outcomes.ts";
import { replyOf } from "./reply.ts";

/** An event that the browser calls. */
export interface Call {
  readonly sequence: number;
  readonly name: string;
  readonly params: unknown;
  /** Whether somebody waits for what the handler returns. */
  readonly wantsReply?: boolean;
}

/** The page whose browser asks for something. */
export interface AnsweringPage extends GatedView {
  wake(): Promise<void>;
}

/** Does what a browser asks of a view, in the view's turn, and answers. */
export class Answering {
  readonly #page: AnsweringPage;
  readonly #parts: ScreenedPage;
  readonly #handling: Handling;
  readonly #outcomes: Outcomes;
  /** The number of the last event that was handled. */
  answered = 0;

  constructor(page: AnsweringPage, parts: ScreenedPage, handling: Handling, outcomes: Outcomes) {
    this.#page = page;
    this.#parts = parts;
    this.#handling = handling;
    this.#outcomes = outcomes;
  }

  /** Handles an event. A number that was handled before is only answered again. */
  async call({ sequence, name, params, wantsReply }: Call): Promise<void> {
    const { instance, screen, services } = this.#parts;
    if (sequence <= this.answered) return screen.answer(sequence);
    this.answered = sequence;
    let attempt: Attempt | undefined;
    try {
      await this.#page.wake();
      const component = this.#handling.componentOf(name);
      attempt = this.#handling.begin(component);
      const done = await this.#handling.run(attempt, name, params);
      if (done) services.handled?.(this.#page.sessionHash, name, done.returned);
      const reply = wantsReply && done ? replyOf(name, done.returned) : undefined;
      const isLocal = component && !instance.components?.isViewChanged;
      const showing = { sequence, reply, isLocal };
      const taking = done
        ? this.#outcomes.showOrTake(attempt, showing, component)
        : this.#outcomes.show(showing);
      if (taking) await taking;
    } catch (error) {
      attempt?.undo(error);
      this.#outcomes.tell(error, { sequence, about: `event "${name}"` });
    }
    this.#handling.end();
  }

  /** Shows another address of the same view, unless something newer was asked for meanwhile. */
  async visit({ number, isCurrent, ...next }: AddressVisit): Promise<void> {
    if (!isCurrent()) return;
    let attempt: Attempt | undefined;
    try {
      await this.#page.wake();
      await admitMessage(this.#page);
      attempt = this.#handling.begin();
      this.#parts.context.messages?.forgetShown();
      const isThere = await this.#handling.goTo(attempt, next);
      if (isThere) await this.#outcomes.showOrTake(attempt, { visit: number });
      else this.#outcomes.show({ visit: number });
    } catch (error) {
      attempt?.undo(error);
      if (isForPage(error)) this.#outcomes.leave(next.request.url);
      else this.#outcomes.tell(error, { sequence: -number, about: `visit to ${next.request.url}` });
    }
    this.#handling.end();
  }

  /** Sends what the browser does not show yet. A page is shown to those only who may still see it. */
  async catchUp(): Promise<void> {
    const { instance, screen, context } = this.#parts;
    try {
      await instance.wakeView();
      await admitMessage(this.#page);
      if (screen.isUpToDate) return screen.tellScripts();
      instance.rendering.wake();
      this.#outcomes.show();
    } catch (error) {
      if (error instanceof PageRefused) this.#outcomes.tell(error, { about: "showing it again" });
      else screen.refuse(0, error, context.owner.View.name);
    }
  }
}
