import { attributes } from "../../shared/wire.ts";

/** Told that an element came into view or left it, by the name of the attribute that is about it. */
type Tell = (element: Element, attribute: string) => void;

/** Watches which elements are in the visible part of the page. */
export class Viewport {
  readonly #tell: Tell;
  /** By their margin in pixels. */
  readonly #observers = new Map<number, IntersectionObserver>();
  readonly #observerOf = new WeakMap<Element, IntersectionObserver>();
  /** Where elements in view were when they told of it. */
  #places = new WeakMap<Element, string>();

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  /**
   * Looks at the element from now on. To be called again after its event was answered: one that is still in view
   * although what came has moved it, as at the end of a list, tells once more.
   */
  watch(element: Element): void {
    this.#observerOf.get(element)?.unobserve(element);
    const observer = this.#observer(Number(element.getAttribute(attributes.viewportMargin)) || 0);
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
  }

  #observer(margin: number): IntersectionObserver {
    const around = `${margin}px`;
    // The second is for what scrolls inside the page; not known to TypeScript.
    const options = { rootMargin: around, scrollMargin: around };
    const see = (entries: IntersectionObserverEntry[]) => {
      for (const entry of entries) this.#see(entry);
    };
    const observer = this.#observers.get(margin) ?? new IntersectionObserver(see, options);
    this.#observers.set(margin, observer);
    return observer;
  }

  #see({ target, isIntersecting, boundingClientRect }: IntersectionObserverEntry): void {
    const before = this.#places.get(target);
    if (!target.isConnected) return this.forget(target);
    if (isIntersecting) {
      const place = `${boundingClientRect.top + scrollY}/${document.documentElement.scrollHeight}`;
      this.#places.set(target, place);
      if (before !== place) this.#enter(target);
    } else if (before !== undefined) {
      this.#places.delete(target);
      this.#tell(target, "live-viewport-leave");
    }
  }

  #enter(target: Element): void {
    // Its answer brings it here again.
    if (!target.hasAttribute("live-pending")) this.#tell(target, "live-viewport-enter");
    if (target.hasAttribute(attributes.viewportOnce)) this.#observerOf.get(target)?.unobserve(target);
  }
}
