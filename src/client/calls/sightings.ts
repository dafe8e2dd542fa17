import { attributes, callAttributes } from "../../shared/markup.ts";
import { attributeOf, hasAttributeOf } from "../elements.ts";
import { MarginObservers } from "../more/margin-observers.ts";
import { Modals } from "../more/modals.ts";
import { focusIn } from "./focus-in.ts";

const selector = [
  attributes.modal,
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
  /** How many answers led to what is done now. */
  readonly depth: number;
  /** Does something to which so many answers led. */
  at(depth: number, work: () => void): void;
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
  readonly #modals = new Modals();
  readonly #inView = new WeakSet<Element>();
  /** How many answers brought elements that were not seen yet: whether they are in view at once is not people's doing. */
  readonly #depths = new WeakMap<Element, number>();
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
    for (const { addedNodes, removedNodes } of records) {
      for (const node of addedNodes) if (node instanceof Element && node.isConnected) this.#meet(node);
      for (const node of removedNodes) if (node instanceof Element && !node.isConnected) this.#miss(node);
    }
  }

  #miss(root: Element): void {
    this.#modals.left(root);
    for (const dialog of root.querySelectorAll("dialog")) this.#modals.left(dialog);
  }

  #meet(root: Element): void {
    const found = [...root.querySelectorAll(selector)];
    if (root.matches(selector)) found.unshift(root);
    const isNew = (element: Element) => !this.#known.has(element);
    const arrived = found.filter(isNew);
    for (const element of arrived) this.#welcome(element);
    const first = arrived.find((element) => hasAttributeOf(element, callAttributes.autofocus));
    if (first) this.#focusSoon(first);
  }

  /** With the next frame, as browsers do for `autofocus`: until then the page need not be laid out. */
  #focusSoon(element: Element): void {
    const { depth } = this.#listener;
    requestAnimationFrame(() => {
      if (element.isConnected) this.#listener.at(depth, () => focusIn(element));
    });
  }

  #welcome(element: Element): void {
    this.#known.add(element);
    this.#modals.follow(element);
    const type = attributeOf(element, callAttributes.on);
    if (type) this.#listener.listen(type);
    if (hasAttributeOf(element, callAttributes.init)) this.#listener.call(element, callAttributes.init);
    if (!hasAttributeOf(element, callAttributes.appear) && !hasAttributeOf(element, callAttributes.disappear))
      return;
    this.#depths.set(element, this.#listener.depth);
    this.#observers.of(attributeOf(element, callAttributes.threshold)).observe(element);
  }

  /** What never was in view does not leave it. */
  #see({ target, isIntersecting }: IntersectionObserverEntry): void {
    const depth = this.#depths.get(target) ?? 0;
    this.#depths.delete(target);
    if (!target.isConnected || isIntersecting === this.#inView.has(target)) return;
    if (isIntersecting) this.#inView.add(target);
    else this.#inView.delete(target);
    const attribute = isIntersecting ? callAttributes.appear : callAttributes.disappear;
    if (hasAttributeOf(target, attribute))
      this.#listener.at(depth, () => this.#listener.call(target, attribute));
  }
}
