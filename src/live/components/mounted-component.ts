import type { ComponentPath } from "../../diff/component-path.ts";
import { diffHtml } from "../../diff/diff-html.ts";
import { Change, type PointChange } from "../../shared/wire.ts";
import { PlacedComponent } from "../../template/component.ts";
import type { Html } from "../../template/html.ts";
import type { Nesting } from "../../template/nesting.ts";
import { revive } from "../../template/revive.ts";
import { toHtml } from "../../template/to-html.ts";
import type { LiveEvent } from "../event.ts";
import { isStreamGone } from "../is-stream-gone.ts";
import type { Snapshot, TellObstacle } from "../snapshot.ts";
import type { ViewContext } from "../view-context.ts";
import { Children } from "./children.ts";
import {
  type Child,
  type ChildCall,
  type ComponentCall,
  type ComponentOwner,
  renderIn,
} from "./component.ts";
import { ComponentInstance } from "./component-instance.ts";
import { ComponentWork } from "./component-work.ts";
import type { ComponentSeat, LiveComponent, LiveComponentClass } from "./live-component.ts";
import { Props } from "./props.ts";
import type { ViewComponents } from "./view-components.ts";

/** Where a component belongs. */
export interface ComponentPlace {
  readonly siblings: Children;
  /** undefined for a component of the view itself. */
  readonly parent: MountedComponent | undefined;
}

/** A component of an open page: what it is given, and what was last rendered of it. */
export class MountedComponent extends PlacedComponent implements Child, ComponentOwner, ComponentSeat {
  readonly number: number;
  readonly Component: LiveComponentClass;
  pass = 0;
  path: ComponentPath = [];
  shown: Html | undefined;
  #call: ChildCall;
  readonly #family: ViewComponents;
  readonly #place: ComponentPlace;
  readonly #props: Props;
  readonly #instance: ComponentInstance;
  #children: Children | undefined;
  /** The rules of nesting in its place. */
  #inside: Nesting = 0;
  #isGone = false;
  /** Only once it has some. */
  #work: ComponentWork | undefined;
  /** The error's id, while something else is shown instead of the component. */
  #failure: string | undefined;

  constructor(call: ComponentCall, family: ViewComponents, place: ComponentPlace) {
    super();
    this.#call = call;
    this.Component = call.Component;
    this.#family = family;
    this.#place = place;
    this.number = family.numberFor(call, place.parent);
    this.#props = new Props(call.props, (name, run) => family.callParent(this, name, run));
    this.#instance = new ComponentInstance(call, this, family.snapshotOf(this.number));
  }

  get call(): ChildCall {
    return this.#call;
  }

  get component(): LiveComponent {
    return this.#instance.component;
  }

  get events(): ReadonlyMap<string, LiveEvent> {
    return this.#instance.events;
  }

  get props(): object {
    return this.#props.seen;
  }

  get context(): ViewContext {
    return this.#family.context;
  }

  get parent(): MountedComponent | undefined {
    return this.#place.parent;
  }

  get owner(): ComponentWork {
    this.#work ??= this.#newWork();
    return this.#work;
  }

  #newWork(): ComponentWork {
    const work = new ComponentWork(this, this.#isGone);
    if (!this.#isGone) this.#family.works.add(work);
    return work;
  }

  /** The components that it stands in, from the inside to the outside. */
  *ancestors(): Generator<MountedComponent> {
    for (let above = this.parent; above; above = above.parent) yield above;
  }

  take(call: ChildCall): void {
    this.#call = call;
    const previous = this.#props.seen;
    if (!this.#props.take(call.props)) return;
    this.#instance.hadProps(previous);
    this.changed();
  }

  /** It has to be rendered again. */
  changed(): void {
    this.#failure = undefined;
    if (!this.#isGone) this.#family.noteChanged(this);
  }

  /** It stands in something that was rendered before, such as what a parent has passed. */
  override resolve(): PlacedComponent {
    if (this.#isGone) return this.#call.resolve();
    this.#place.siblings.meet(this);
    return this;
  }

  place(call: ChildCall): Child {
    this.#children ??= new Children(this.#family, this);
    return this.#children.place(call);
  }

  override toHtml(inside: Nesting): string {
    this.#inside = inside;
    return this.#attempt((next) => this.#whole(next));
  }

  override diff(inside = this.#inside): PointChange | undefined {
    this.#inside = inside;
    return this.#family.isChanged(this) ? this.#attempt((next) => this.#diff(next)) : undefined;
  }

  override revive(inside: Nesting): void {
    this.#inside = inside;
    this.#attempt((next) => {
      revive(next, inside);
      this.shown = next;
    });
  }

  /** It has changed what the view shows. */
  changesView(): void {
    this.#family.noteViewChanged();
  }

  /** Its state and that of the components in it; undefined when one cannot do without its instance. */
  takeSnapshot(tell: TellObstacle): Snapshot | undefined {
    return this.#failure === undefined ? this.#instance.takeSnapshot(tell) : undefined;
  }

  remove(): void {
    this.#children?.clear();
    this.#isGone = true;
    if (this.#work) this.#family.works.close(this.#work);
    this.shown = undefined;
    this.#family.removed(this);
  }

  #whole(next: Html): string {
    const html = toHtml(next, this.#inside);
    this.shown = next;
    return html;
  }

  #diff(next: Html): PointChange | undefined {
    const before = this.shown;
    if (before?.template !== next.template) return [Change.Html, this.#whole(next)];
    const diff = diffHtml(before, next, this.#inside);
    this.shown = diff?.html ?? before;
    return diff && [Change.Inside, diff.patch];
  }

  /** Renders it; what fails is replaced by what the component shows then, if it does. */
  #attempt<Result>(show: (next: Html) => Result): Result {
    try {
      return this.#render(show);
    } catch (error) {
      if (this.#failure !== undefined || !this.component.renderError || isStreamGone(error)) throw error;
      this.#failure = this.#family.report(error, this);
      this.shown = undefined;
      this.#children?.clear();
      return this.#render(show);
    }
  }

  #render<Result>(show: (next: Html) => Result): Result {
    this.#children?.begin();
    const result = renderIn(this, () => show(this.#next()));
    if (this.shown) this.#children?.sweep(this.shown);
    this.#family.noteRendered(this);
    return result;
  }

  #next(): Html {
    if (this.#failure !== undefined && this.component.renderError)
      return this.component.renderError(this.#failure);
    return this.#instance.render((promise) => this.#family.wait(this, promise));
  }

  /** What it was waiting for has failed: other content is shown when it has some. @throws the error when it has none */
  fail(error: unknown): void {
    if (!this.component.renderError) throw error;
    this.changed();
    this.#failure = this.#family.report(error, this);
  }
}
