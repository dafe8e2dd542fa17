import type { LiveEvent } from "./event.ts";
import { type AnyView, eventsOf, type LiveViewClass, openView } from "./live-view.ts";
import { Rendering } from "./rendering.ts";
import { restoreSnapshot, type Snapshot, takeSnapshot } from "./snapshot.ts";
import type { ViewContext } from "./view-context.ts";

interface Awake {
  readonly view: AnyView;
  readonly events: ReadonlyMap<string, LiveEvent>;
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

  /** Gives up what can be made again. */
  rest(): void {
    if ("data" in this.#state) return;
    this.rendering.rest();
    if (this.view.restore) this.#state = takeSnapshot(this.view) ?? this.#state;
  }

  /** Makes the instance again when it was given up. @throws whatever `restore` throws */
  async wakeView(): Promise<void> {
    if (!("data" in this.#state)) return;
    const awake = this.#open();
    restoreSnapshot(awake.view, this.#state);
    await awake.view.restore?.();
    this.#state = awake;
  }

  get #awake(): Awake {
    if ("data" in this.#state) throw new Error("The view is resting");
    return this.#state;
  }

  #open(): Awake {
    const view = openView(this.#View, this.#context);
    return { view, events: eventsOf(view) };
  }
}
