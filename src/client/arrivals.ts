import { attributes } from "../shared/wire.ts";
import { eventNameOf } from "./act.ts";
import { dataOf, hasAttributeOf, isMatch, nearest } from "./elements.ts";
import type { Viewport } from "./parts/viewport.ts";
import type { NewEvent } from "./pending-events.ts";

const viewport = "live-viewport";
const watched = `[${viewport}-enter], [${viewport}-leave]`;
const selector = `[${attributes.mounted}], ${watched}`;

/** Elements that new HTML brought, and that tell of their arrival or of being in view. */
const arrived: Element[] = [];

/** Whether HTML, or the name of an attribute, has to do with arriving. */
export function isAboutArrival(text: string): boolean {
  return text.includes(attributes.mounted) || text.includes(viewport);
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
 * when they came. Those with `live-viewport-enter` or `-leave` are watched by a part that is loaded for the first one.
 */
export class Arrivals {
  readonly #root: Element;
  readonly #send: (event: NewEvent) => void;
  readonly #present = new Set<Element>();
  /** Elements that the view was told of. */
  #told = new WeakSet<Element>();
  #viewport: Promise<Viewport> | undefined;

  constructor(root: Element, send: (event: NewEvent) => void) {
    this.#root = root;
    this.#send = send;
    noteArrivals(root);
  }

  /** To be called after every change of the page. */
  announce(): void {
    for (const element of this.#present) if (!element.isConnected) this.#leave(element);
    for (const element of arrived.splice(0)) {
      if (!element.isConnected) continue;
      if (nearest(element, `[${attributes.view}]`) === this.#root) this.#enter(element);
      else arrived.push(element);
    }
  }

  /** The view is another one, which was not told of anything. The whole of it follows. */
  renew(): void {
    this.#told = new WeakSet();
    this.#viewport?.then((part) => part.renew());
  }

  /** The view answered an event of this element. */
  answered(element: Element): void {
    if (isMatch(element, watched)) this.#viewport?.then((part) => part.watch(element));
  }

  #enter(element: Element): void {
    const isNew = !this.#present.has(element);
    this.#present.add(element);
    if (hasAttributeOf(element, attributes.mounted)) this.#mounted(element, isNew);
    if (!isMatch(element, watched)) return;
    this.#viewport ??= import("./parts/viewport.ts").then(
      ({ Viewport }) => new Viewport((target, attribute) => this.#tell(target, attribute)),
    );
    this.#viewport.then((part) => part.watch(element));
  }

  #mounted(element: Element, isNew: boolean): void {
    if (isNew) element.dispatchEvent(new CustomEvent("live:mounted", { bubbles: true }));
    if (this.#told.has(element)) return;
    this.#told.add(element);
    this.#tell(element, attributes.mounted);
  }

  #tell(origin: Element, attribute: string): void {
    const name = eventNameOf(origin, attribute);
    if (name) this.#send({ name, params: dataOf(origin), origin });
  }

  #leave(element: Element): void {
    this.#present.delete(element);
    element.dispatchEvent(new CustomEvent("live:removed"));
    this.#viewport?.then((part) => part.forget(element));
  }
}
