import type { LiveEvent } from "./event.ts";
import { type AnyView, eventsOf, type LiveViewClass, openView } from "./live-view.ts";
import { Rendering } from "./rendering.ts";

import { restoreSnapshot, type Snapshot, type TellObstacle, takeSnapshot } from "./snapshot.ts";
import { TemporaryFields } from "./temporary.ts";

import type { ViewContext } from "./view-context.ts";

interface Awake {
  readonly view: AnyView;
  readonly events: ReadonlyMap<string, LiveEvent>;
  readonly temporary: TemporaryFields | undefined;
}

interface RestOptions {
  /** When the view was last used: an instance that had to be kept is not tried again before the next use. */
  readonly usedAt: number;
  /** Hears why the instance has to be kept. */
  readonly tell: TellObstacle;
  /** When something holds on to the instance: a timer's function would change one that nobody shows. Default: false. */
  readonly keepsView?: boolean | undefined;
}

/**
 * A view's instance and what was last rendered of it. Both can be given up while nobody uses the page: the rendering
 * always, the instance when the view says by `restore()` that it can be made again.
 */
export class ViewInstance {
  readonly #View: LiveViewClass;
  readonly #context: ViewContext;
  readonly rendering = new Rendering(this);
  #state: Awake | Snapshot;
  /** When the view was last used before its instance could not be given up. */
  #keptAt: number | undefined;

  constructor(View: LiveViewClass, context: ViewContext) {
    this.#View = View;
    this.#context = context;
    this.#state = this.#open();
  }

  /** Only while the instance is there: see {@link wakeView}. */
  get view(): AnyView {
    return this.#awake.view;
  }

  get events(): ReadonlyMap<string, LiveEvent> {
    return this.#awake.events;
  }

  /** Whether something was given up. */
  get isResting(): boolean {
    return "data" in this.#state || this.rendering.isResting;
  }

  /** The view was rendered. */
  rendered(): void {
    const { temporary, view } = this.#awake;
    temporary?.reset(view);
  }

  /** Gives up what can be made again. */
  rest({ usedAt, tell, keepsView = false }: RestOptions): void {
    if ("data" in this.#state) return;
    if (this.#state.temporary?.isShown) return;
    this.rendering.rest();
    if (!this.view.restore || keepsView || this.#keptAt === usedAt) return;
    const snapshot = takeSnapshot(this.view, tell);
    if (snapshot) this.#state = snapshot;
    else this.#keptAt = usedAt;
  }

  /** Makes the instance again when it was given up. @throws whatever `restore` throws */
  async wakeView(): Promise<void> {
    if (!("data" in this.#state)) return;
    const awake = this.#open();
    restoreSnapshot(awake.view, this.#state);
    await awake.view.restore?.();
    this.#state = awake;
  }

  /** The page is gone. @throws whatever `unmount` throws */
  async unmount(): Promise<void> {
    if (!this.#View.prototype.unmount) return;
    await this.wakeView();
    await this.view.unmount?.();
  }

  get #awake(): Awake {
    if ("data" in this.#state) throw new Error("The view is resting");
    return this.#state;
  }

  #open(): Awake {
    const view = openView(this.#View, this.#context);
    return { view, events: eventsOf(view), temporary: TemporaryFields.of(view) };
  }
}
