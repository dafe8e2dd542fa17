import { moreAttributes } from "../../shared/markup.ts";
import { eventNameOf } from "../elements.ts";
import { MarginObservers } from "./margin-observers.ts";

const enter = "live-viewport-enter";
const leave = "live-viewport-leave";

/** Watches which elements are in the visible part of the page. */
export class Viewport {
  readonly #tell: (element: Element, name: string) => void;
  readonly #observers = new MarginObservers((entry) => this.#see(entry));
  readonly #observerOf = new WeakMap<Element, IntersectionObserver>();
  /** Where elements in view were when they told of it, in pixels from the top of the page. */
  #places = new WeakMap<Element, number>();
  /** Elements that told of it once and for all. */
  #done = new WeakSet<Element>();

  constructor(tell: (element: Element, name: string) => void) {
    this.#tell = tell;
  }

  /**
   * Looks at the element from now on, when it wants that. To be called again after its event was answered: one that
   * is still in view although what came has moved it, as at the end of a list, tells once more.
   */
  watch(element: Element): void {
    const isAsked = element.hasAttribute(enter) || element.hasAttribute(leave);
    if (!isAsked || this.#done.has(element)) return;
    this.#observerOf.get(element)?.unobserve(element);
    const observer = this.#observers.of(element.getAttribute(moreAttributes.viewportMargin));
    this.#observerOf.set(element, observer);
    observer.observe(element);
  }

  forget(element: Element): void {
    this.#observerOf.get(element)?.unobserve(element);
    this.#places.delete(element);
  }

  /** Nobody knows of what is in view. */
  renew(): void {
    this.#places = new WeakMap();
    this.#done = new WeakSet();
  }

  #see({ target, isIntersecting, boundingClientRect }: IntersectionObserverEntry): void {
    const before = this.#places.get(target);
    if (!target.isConnected) this.forget(target);
    else if (isIntersecting) this.#inside(target, Math.round(boundingClientRect.top + scrollY));
    else if (before !== undefined) this.#outside(target);
  }

  #inside(target: Element, place: number): void {
    const before = this.#places.get(target);
    this.#places.set(target, place);
    if (before === place) return;
    // While its last event is under way, it is told of when that was answered.
    if (target.hasAttribute("live-pending")) return void this.#places.set(target, Number.NaN);
    this.#send(target, enter);
    if (!target.hasAttribute(leave)) this.#told(target);
  }

  #outside(target: Element): void {
    this.#places.delete(target);
    this.#send(target, leave);
    this.#told(target);
  }

  #told(target: Element): void {
    if (!target.hasAttribute(moreAttributes.viewportOnce)) return;
    this.#done.add(target);
    this.forget(target);
  }

  #send(target: Element, attribute: string): void {
    const name = eventNameOf(target, attribute);
    if (name) this.#tell(target, name);
  }
}
