import { attributes, marker } from "../../shared/markup.ts";
import { nearest } from "../elements.ts";
import { isOpening } from "./markers.ts";
import { disturbs } from "./watch.ts";

declare global {
  /** Made by a script beside the view; keeps what was removed from the page or marked anew. */
  var liveloomEarly: (MutationObserver & { readonly seen: readonly MutationRecord[] }) | undefined;
}

/** What scripts did before this one ran, as far as the script beside the view has noted it. Ends that. */
export function takeEarlyChanges(): readonly MutationRecord[] {
  const observer = globalThis.liveloomEarly;
  const changes = [...(observer?.seen ?? []), ...(observer?.takeRecords() ?? [])];
  observer?.disconnect();
  globalThis.liveloomEarly = undefined;
  // What was only added may be the parser's doing.
  return changes.filter(({ type, removedNodes }) => type === "attributes" || removedNodes.length > 0);
}

/** Whether the marked places of a view are not those that the server sent: some were changed, or copied. */
export function isChangedSince(root: Element, changes: readonly MutationRecord[]): boolean {
  return (
    changes.some((change) => root.contains(change.target) && disturbs(change)) ||
    countMarks(root) !== Number(root.getAttribute(attributes.marks))
  );
}

function countMarks(root: Element): number {
  let count = root.querySelectorAll(`[${marker.attribute}]:not([${attributes.ignore}] *)`).length;
  const comments = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  for (let node = comments.nextNode(); node; node = comments.nextNode())
    if (isOpening(node) && !nearest(node.parentNode as Element, `[${attributes.ignore}]`)) count++;
  return count;
}
