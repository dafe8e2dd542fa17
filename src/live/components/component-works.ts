import type { ComponentWork } from "./component-work.ts";

/** What all components of a view do beside their events. */
export class ComponentWorks {
  /** Only once there is some. */
  #all: Set<ComponentWork> | undefined;

  add(work: ComponentWork): void {
    this.#all ??= new Set();
    this.#all.add(work);
  }

  /** Its component is gone. */
  close(work: ComponentWork): void {
    this.#all?.delete(work);
    work.close();
  }

  /** A browser shows the page. */
  shown(): void {
    for (const work of this.#all ?? []) work.shown();
  }

  /** The page's address is another one. */
  moved(): void {
    for (const work of this.#all ?? []) work.moved();
  }

  /** Whether something changed and will be shown soon. */
  get isShowDue(): boolean {
    return this.#some(({ isShowDue }) => isShowDue);
  }

  /** Whether tasks or resources are under way. */
  get isWorking(): boolean {
    return this.#some(({ isWorking }) => isWorking);
  }

  /** Whether something holds on to the instances of components. */
  get keepComponents(): boolean {
    return this.#some(({ keepsComponent }) => keepsComponent);
  }

  #some(holds: (work: ComponentWork) => boolean): boolean {
    for (const work of this.#all ?? []) if (holds(work)) return true;
    return false;
  }
}
