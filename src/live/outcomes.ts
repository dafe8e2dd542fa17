import type { Message } from "../shared/wire.ts";
import type { Attempt } from "./attempt.ts";
import type { MountedComponent } from "./components/mounted-component.ts";
import { asThrown, type Occasion, tellFailure } from "./failure.ts";
import type { Handling, HandlingPage } from "./handling.ts";
import { isForPage } from "./navigation/view-navigation.ts";
import type { NestedPlace } from "./nested/nested-place.ts";
import type { Screen, Showing } from "./screen.ts";

/** The page whose view has done something. */
export interface OpenPage {
  readonly sessionHash: string;
  /** Where it stands, when that is inside another view. */
  readonly place: NestedPlace | undefined;
  readonly isClosed: boolean;
  close(): void;
}

/** What a page works with. */
export interface ScreenedPage extends HandlingPage {
  readonly screen: Screen;
}

/** Shows what came of something that a view did, or tells whoever has to know that it failed. */
export class Outcomes {
  readonly #page: OpenPage;
  readonly #parts: ScreenedPage;
  readonly #handling: Handling;

  constructor(page: OpenPage, parts: ScreenedPage, handling: Handling) {
    this.#page = page;
    this.#parts = parts;
    this.#handling = handling;
  }

  /** Shows what changed, or goes where the view wants to. @throws what cannot be shown */
  show(showing?: Showing): void {
    if (this.#page.isClosed) return;
    const { screen, context } = this.#parts;
    if (context.redirectTo !== undefined && screen.isAttached) this.leave(context.redirectTo);
    else screen.show(showing);
  }

  /** Shows what was done. When that fails, `onError` decides as it does when a handler fails. @throws what it does not take */
  showOrTake(attempt: Attempt, showing?: Showing, component?: MountedComponent): Promise<void> | undefined {
    try {
      this.show(showing);
      return undefined;
    } catch (error) {
      const { sequence, visit } = showing ?? {};
      if (visit !== undefined && isForPage(error)) throw error;
      return this.#handling.takeFailure(attempt, error, component).then(() => this.show({ sequence, visit }));
    }
  }

  /** Shows what changed. When that fails, what `attempt` did is undone, and `onError` decides. */
  showOrTell(attempt?: Attempt, component?: MountedComponent): Promise<void> | undefined {
    const showing = component && { isLocal: !this.#parts.instance.components?.isViewChanged };
    try {
      if (attempt)
        return this.showOrTake(attempt, showing, component)?.catch((error) => this.failed(error, attempt));
      this.show(showing);
    } catch (error) {
      this.failed(error);
    }
    return undefined;
  }

  /** What `attempt` did that nobody had asked for failed, or could not be shown. */
  failed(error: unknown, attempt?: Attempt): void {
    attempt?.undo(error);
    this.tell(error, { about: "a message" });
  }

  /** Something failed, and is undone where it can be. */
  tell(thrown: unknown, { sequence, about }: Occasion): void {
    const { instance, screen, context, services } = this.#parts;
    const { place } = this.#page;
    const failing = {
      view: this.#handling.isRunning ? instance.view : undefined,
      screen,
      url: context.request.url,
      services,
      leave: (to: string) => (place ? place.hide() : this.leave(to)),
      end: () => (place ? place.hide() : this.end()),
    };
    tellFailure(failing, asThrown(thrown), { sequence, about: `${context.owner.View.name}, ${about}` });
  }

  /** The browser goes to another page. */
  leave(to: string): void {
    const { screen, context } = this.#parts;
    const messages = context.messages?.takeUnseen() ?? [];
    if (messages.length > 0) return void this.#leaveWith(messages, to);
    screen.redirect(to);
    this.#page.close();
  }

  /** The next page is requested when its messages are there. */
  async #leaveWith(messages: readonly Message[], to: string): Promise<void> {
    await this.#parts.services.keepMessages(this.#page.sessionHash, messages);
    this.leave(to);
  }

  /** The session is over. */
  end(): void {
    this.#parts.screen.end();
    this.#page.close();
  }
}
