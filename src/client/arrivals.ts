import { attributes } from "../shared/wire.ts";

const selector = `[${attributes.mounted}]`;

/** Elements with `live-mounted` that new HTML brought and nobody was told of. */
const arrived: Element[] = [];

/** Notes the elements in new HTML that want to be told of their arrival. */
export function noteArrivals(holder: ParentNode): void {
  for (const element of holder.querySelectorAll(selector)) arrived.push(element);
}

/** Tells elements with `live-mounted` when they come and go: the events live:mounted and live:removed. */
export class Arrivals {
  readonly #present = new Set<Element>();

  constructor(root: Element) {
    noteArrivals(root);
  }

  /** To be called after every change of the page. */
  announce(): void {
    for (const element of this.#present) if (!element.isConnected) this.#leave(element);
    for (const element of arrived.splice(0)) if (element.isConnected) this.#enter(element);
  }

  #enter(element: Element): void {
    if (this.#present.has(element)) return;
    this.#present.add(element);
    element.dispatchEvent(new CustomEvent("live:mounted", { bubbles: true }));
  }

  #leave(element: Element): void {
    this.#present.delete(element);
    element.dispatchEvent(new CustomEvent("live:removed"));
  }
}
