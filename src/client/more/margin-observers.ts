/** Watches elements come into view and leave it, each as far around the visible part as it wants. */
export class MarginObservers {
  readonly #see: (entry: IntersectionObserverEntry) => void;
  /** By their margin in pixels. */
  readonly #observers = new Map<number, IntersectionObserver>();

  constructor(see: (entry: IntersectionObserverEntry) => void) {
    this.#see = see;
  }

  /** @param margin in pixels, as text; none unless it is a number */
  of(margin: string | null | undefined): IntersectionObserver {
    const pixels = Number(margin) || 0;
    const around = `${pixels}px`;
    const see = (entries: IntersectionObserverEntry[]) => entries.forEach(this.#see);
    // The second is for what scrolls inside the page; not every TypeScript knows it.
    const options = { rootMargin: around, scrollMargin: around };
    const observer = this.#observers.get(pixels) ?? new IntersectionObserver(see, options);
    this.#observers.set(pixels, observer);
    return observer;
  }
}
