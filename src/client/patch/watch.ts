import { attributes, marker } from "../../shared/markup.ts";
import { nearest } from "../elements.ts";
import { isMarker, markOf } from "./markers.ts";

const observed = {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: [marker.attribute],
} satisfies MutationObserverInit;

let patching = 0;

/** Whether the page is being changed by the server: what elements tell of meanwhile, nobody did. */
export function isPatching(): boolean {
  return patching > 0;
}

/**
 * Notices when somebody else adds, moves or removes marked places of a view: an extension, a page translation,
 * a script. The server's patches would then reach other places than they are meant for.
 */
export class Watch {
  readonly #root: Element;
  readonly #observer = new MutationObserver((records) => this.#judge(records));
  #isDisturbed = false;

  constructor(root: Element) {
    this.#root = root;
    this.#observer.observe(root, observed);
  }

  get isDisturbed(): boolean {
    this.#judge(this.#observer.takeRecords());
    return this.#isDisturbed;
  }

  /** Runs a change of our own, which does not count. */
  ignore(change: () => void): void {
    this.#judge(this.#observer.takeRecords());
    this.#observer.disconnect();
    patching++;
    try {
      change();
    } finally {
      patching--;
      this.#observer.observe(this.#root, observed);
    }
  }

  /** The view was made anew. */
  reset(): void {
    this.#isDisturbed = false;
  }

  #judge(records: MutationRecord[]): void {
    this.#isDisturbed ||= records.some((record) => this.#concerns(record) && disturbs(record));
  }

  /** What happens in a view inside is that one's affair. */
  #concerns({ target }: MutationRecord): boolean {
    return nearest(target as Element, `[${attributes.view}]`) === this.#root;
  }
}

/** Whether a change concerns marked places. */
export function disturbs({ type, target, addedNodes, removedNodes }: MutationRecord): boolean {
  if (target instanceof Element && nearest(target, `[${attributes.ignore}]`)) return false;
  return type === "attributes" || [...addedNodes, ...removedNodes].some(hasMarker);
}

function hasMarker(node: Node): boolean {
  if (isMarker(node) || markOf(node) !== null) return true;
  for (let child = node.firstChild; child; child = child.nextSibling) if (hasMarker(child)) return true;
  return false;
}
