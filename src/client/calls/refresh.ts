import { writeAttribute } from "../elements.ts";
import type { Fields } from "../parts/morph.ts";
import { opens, sayOpen } from "../patch/said-open.ts";

type Morph = typeof import("../parts/morph.ts");

/** How fields are read and set in a page without live views: what somebody is in is theirs. */
const fields: Fields = {
  opens,
  sayOpen,
  setAttribute: writeAttribute,
  isBeingEdited: () => false,
  isSent: (element) => element === document.activeElement || element.hasAttribute("live-pending"),
  setAreaText(area, text) {
    area.defaultValue = text;
  },
  writingAround(node) {
    const active = document.activeElement;
    return active instanceof HTMLElement && active.isContentEditable && active.contains(node)
      ? active
      : undefined;
  },
  skipped: () => {},
};

/** Brings an element's content to this HTML, keeping what is the same. Scripts in it do not run. */
export function morphContent({ morph }: Morph, element: Element, html: string): void {
  morph(element, html, fields);
}

/** The page at the present address, as the server has it now. @throws when it cannot be had */
export async function freshPage(): Promise<Document> {
  const response = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!response.ok) throw new Error(`The page was answered with ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}
