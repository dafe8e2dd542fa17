import type { Html } from "../../template/html.ts";
import { restoreSnapshot, type Snapshot, type TellObstacle, takeSnapshot } from "../snapshot.ts";
import type { AnyProps, ComponentCall } from "./component.ts";
import { type ComponentSeat, type OpenComponent, openComponent } from "./live-component.ts";

/** A component's instance: brings it through its life, one rendering after the other. */
export class ComponentInstance {
  readonly #open: OpenComponent;
  readonly #seat: ComponentSeat;
  /** What has to run before the next rendering. */
  #before: (() => unknown) | undefined;
  /** What is still going on of it. */
  #waiting = 0;

  /** @param snapshot the state that its last instance had */
  constructor({ Component }: ComponentCall, seat: ComponentSeat, snapshot: Snapshot | undefined) {
    this.#seat = seat;
    this.#open = openComponent(Component, seat);
    const { component } = this.#open;
    if (snapshot) restoreSnapshot(component, snapshot);
    this.#before = () => (snapshot ? component.restore?.() : component.mount?.());
  }

  get events(): OpenComponent["events"] {
    return this.#open.events;
  }

  get component(): OpenComponent["component"] {
    return this.#open.component;
  }

  /** It got other props than these. */
  hadProps(previous: AnyProps): void {
    this.#before ??= () => this.component.update?.(this.#seat.props, previous);
  }

  /** Its content now. @param wait is given the promise of what runs before and is not done yet */
  render(wait: (promise: Promise<unknown>) => void): Html {
    const result = this.#before?.();
    this.#before = undefined;
    if (result instanceof Promise) {
      this.#waiting++;
      wait(result.finally(() => this.#waiting--));
    }
    return this.component.render();
  }

  /** Its state, when it can do without its instance. @param tell hears why it cannot */
  takeSnapshot(tell: TellObstacle): Snapshot | undefined {
    const { component } = this;
    const { name } = component.constructor;
    if (!component.restore) return tell(name, "a component without a restore()");
    if (component.unmount) return tell(name, "a component with an unmount()");
    if (this.#before || this.#waiting > 0) return undefined;
    return takeSnapshot(component, (field, what) => tell(`${name}, ${field}`, what));
  }
}
