import { attributes } from "../../shared/markup.ts";
import { dataOf, eventNameOf, hasAttributeOf, isMatch, nearest } from "../elements.ts";
import type { NewEvent } from "../events/pending-events.ts";
import { whenLoaded } from "../loaders/more.ts";
import { isInUse } from "./field-in-use.ts";
import { focusOne } from "./focus-one.ts";

const viewport = "live-viewport";
const selector = `[${attributes.mounted}], [${attributes.modal}], [autofocus], [${viewport}-enter], [${viewport}-leave]`;

/** What wants the focus. A dialog gives it by itself when it becomes modal. */
const wanting = `[autofocus]:not(dialog[${attributes.modal}]:not(:modal) *)`;

/** Elements that new HTML brought, and that tell of their arrival or of being in view, or want the focus. */
const arrived: Element[] = [];

/** Whether HTML, or the name of an attribute, has to do with arriving. */
export function isAboutArrival(text: string): boolean {
  return /live-(mounted|modal|viewport)|autofocus/.test(text);
}

/** Notes the elements in new HTML that tell of their arrival. */
export function noteArrivals(holder: ParentNode): void {
  for (const element of holder.querySelectorAll(selector)) arrived.push(element);
}

/** Notes an element that just got such an attribute. */
export function noteArrival(element: Element): void {
  arrived.push(element);
}

/**
 * Tells elements with `live-mounted` when they come and go, by the events live:mounted and live:removed, and the view
 * when they came. Those that tell of being in view are watched from then on.
 */
export class Arrivals {
  readonly #root: Element;
  readonly #send: (event: NewEvent & { readonly origin: Element }) => void;
  readonly #present = new Set<Element>();
  #isBegun = false;
  /** Elements that the view was told of. */
  #told = new WeakSet<Element>();

  constructor(root: Element, send: (event: NewEvent & { readonly origin: Element }) => void) {
    this.#root = root;
    this.#send = send;
    noteArrivals(root);
  }

  /** To be called after every change of the page. @param isAwaited whether people wait for it. Default: false. */
  announce(isAwaited = false): void {
    for (const element of this.#present) if (!element.isConnected) this.#leave(element);
    const hopeful: Element[] = [];
    for (const element of arrived.splice(0)) {
      if (!element.isConnected) continue;
      // A view in this one is itself such an element.
      if (nearest(element.parentNode as Element, `[${attributes.view}]`) !== this.#root)
        arrived.push(element);
      else if (this.#enter(element)) hopeful.push(element);
    }
    // The page itself came with the focus where its browser has put it.
    if (this.#isBegun && !isInUse(document.activeElement, isAwaited)) focusOne(hopeful);
    this.#isBegun = true;
  }

  /** The view is another one, which was not told of anything. The whole of it follows. */
  renew(): void {
    this.#told = new WeakSet();
    whenLoaded((more) => more.viewport.renew());
  }

  /** Whether it has just come and wants the focus. */
  #enter(element: Element): boolean {
    const isNew = !this.#present.has(element);
    this.#present.add(element);
    if (hasAttributeOf(element, attributes.mounted)) this.#mounted(element, isNew);
    whenLoaded((more) => more.entered(element));
    return isNew && isMatch(element, wanting);
  }

  #mounted(origin: Element, isNew: boolean): void {
    if (isNew) origin.dispatchEvent(new CustomEvent("live:mounted", { bubbles: true }));
    const name = eventNameOf(origin, attributes.mounted);
    if (!name || this.#told.has(origin)) return;
    this.#told.add(origin);
    this.#send({ name, params: dataOf(origin), origin });
  }

  #leave(element: Element): void {
    this.#present.delete(element);
    whenLoaded((more) => more.left(element));
    element.dispatchEvent(new CustomEvent("live:removed"));
  }
}
