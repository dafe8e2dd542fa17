import { callAttributes } from "../../shared/wire.ts";
import { attributeOf, hasAttributeOf } from "../elements.ts";
import { MarginObservers } from "../more/margin-observers.ts";
import { focusIn } from "./focus-in.ts";

const selector = [
  callAttributes.appear,
  callAttributes.autofocus,
  callAttributes.disappear,
  callAttributes.init,
  callAttributes.on,
]
  .map((name) => `[${name}]`)
  .join();

/** Told what becomes of elements in the page. */
export interface SightingListener {
  /** The element is to call the handler that the attribute names. */
  call(element: Element, attribute: string): void;
  /** Something is called when this happens. */
  listen(type: string): void;
}

/** Looks after elements that call when they come, or come into view; those that are there, and those that come later. */
export class Sightings {
  readonly #listener: SightingListener;
  readonly #known = new WeakSet<Element>();
  readonly #observers = new MarginObservers((entry) => this.#see(entry));
  readonly #inView = new WeakSet<Element>();
  readonly #arrivals = new MutationObserver((records) => this.#look(records));

  /** Whether it has looked at the page yet. */
  #hasBegun = false;

  constructor(listener: SightingListener) {
    this.#listener = listener;
    this.#arrivals.observe(document.documentElement, { childList: true, subtree: true });
  }

  /** Looks now at what is there, or has come since. */
  look(): void {
    this.#look(this.#arrivals.takeRecords());
    if (!this.#hasBegun) this.#meet(document.documentElement);
    this.#hasBegun = true;
  }

  #look(records: readonly MutationRecord[]): void {
    for (const { addedNodes } of records)
      for (const node of addedNodes) if (node instanceof Element && node.isConnected) this.#meet(node);
  }

  #meet(root: Element): void {
    const found = [...root.querySelectorAll(selector)];
    if (root.matches(selector)) found.unshift(root);
    const isNew = (element: Element) => !this.#known.has(element);
    const arrived = found.filter(isNew);
    for (const element of arrived) this.#welcome(element);
    const first = arrived.find((element) => hasAttributeOf(element, callAttributes.autofocus));
    // With the next frame, as browsers do for `autofocus`: until then the page need not be laid out.
    if (first) requestAnimationFrame(() => first.isConnected && focusIn(first));
  }

  #welcome(element: Element): void {
    this.#known.add(element);
    const type = attributeOf(element, callAttributes.on);
    if (type) this.#listener.listen(type);
    if (hasAttributeOf(element, callAttributes.init)) this.#listener.call(element, callAttributes.init);
    if (!hasAttributeOf(element, callAttributes.appear) && !hasAttributeOf(element, callAttributes.disappear))
      return;
    this.#observers.of(attributeOf(element, callAttributes.threshold)).observe(element);
  }

  /** What never was in view does not leave it. */
  #see({ target, isIntersecting }: IntersectionObserverEntry): void {
    if (!target.isConnected || isIntersecting === this.#inView.has(target)) return;
    if (isIntersecting) this.#inView.add(target);
    else this.#inView.delete(target);
    const attribute = isIntersecting ? callAttributes.appear : callAttributes.disappear;
    if (hasAttributeOf(target, attribute)) this.#listener.call(target, attribute);
  }
}
