import type { Attempt } from "./attempt.ts";
import type { Finished } from "./background/background-host.ts";
import type { MountedComponent } from "./components/mounted-component.ts";
import { isThenable, type Run } from "./deadline.ts";
import { admitMessage, admitsAtOnce, type GatedView } from "./gate.ts";
import type { Handling } from "./handling.ts";
import type { Outcomes } from "./outcomes.ts";
import type { ViewContext } from "./view-context.ts";

/** Something that a view does without being asked by its browser. */
export interface Turn {
  work(run: Run): unknown;
  readonly finished: Finished | undefined;
  /** The component that does it. Default: the view itself. */
  readonly component: MountedComponent | undefined;
}

/** The page whose view is told something. */
export interface InformedPage extends GatedView {
  /** Whether something of it has to be made again first. */
  readonly isResting: boolean;
  wake(): Promise<void>;
  /** Notes that it is used now. */
  used(): void;
}

/** Tells a view what did not come from its browser: messages, timers, the steps of tasks. */
export class Informing {
  readonly #page: InformedPage;
  readonly #context: ViewContext;
  readonly #handling: Handling;
  readonly #outcomes: Outcomes;

  constructor(page: InformedPage, context: ViewContext, handling: Handling, outcomes: Outcomes) {
    this.#page = page;
    this.#context = context;
    this.#handling = handling;
    this.#outcomes = outcomes;
  }

  /** Nothing that takes time takes none at all: a page that is awake shows it at once. */
  run(turn: Turn): Promise<void> | undefined {
    if (this.#page.isResting || !admitsAtOnce(this.#page)) return this.#runLater(turn);
    this.#page.used();
    return this.#take(turn);
  }

  async #runLater(turn: Turn): Promise<void> {
    try {
      await this.#page.wake();
      await admitMessage(this.#page);
    } catch (error) {
      this.#outcomes.failed(error);
      return void turn.finished?.();
    }
    await this.#take(turn);
  }

  #take(turn: Turn): Promise<void> | undefined {
    const { component } = turn;
    const attempt = this.#handling.begin(component);
    const work = () => turn.work(attempt);
    try {
      const informing = component ? this.#handling.runIn(component, attempt, work) : work();
      if (isThenable(informing) || this.#context.navigation?.isMoving)
        return this.#settle(turn, attempt, Promise.resolve(informing));
    } catch (error) {
      return this.#settle(turn, attempt, Promise.reject(error));
    }
    return this.#finish(turn, attempt);
  }

  /** Shows what became of it once it is handled, even if by `onError`. */
  async #settle(turn: Turn, attempt: Attempt, informing: Promise<unknown>): Promise<void> {
    let isDone: boolean;
    try {
      isDone = await this.#handling.settle(attempt, informing, turn.component);
    } catch (error) {
      this.#handling.end();
      this.#outcomes.failed(error, attempt);
      return void turn.finished?.();
    }
    await this.#finish(turn, isDone ? attempt : undefined);
  }

  /** @param attempt What may have to be undone. Nothing when `onError` has taken something already. */
  #finish({ finished, component }: Turn, attempt: Attempt | undefined): Promise<void> | undefined {
    if (finished) this.#context.pushes?.settle();
    const taking = finished ? finished(attempt) : this.#outcomes.showOrTell(attempt, component);
    if (taking) return taking.finally(() => this.#handling.end());
    this.#handling.end();
    return undefined;
  }
}
