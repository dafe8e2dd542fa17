import { opens, sayOpen } from "../said-open.ts";

type Morph = typeof import("../parts/morph.ts");

/** How fields are read and set in a page without live views: what somebody is in is theirs. */
const fields = {
  opens,
  sayOpen,
  isBeingEdited: () => false,
  isBeingWritten: (element: Element) =>
    element === document.activeElement && element.matches("input,textarea"),
  isSent: (element: Element) => element.hasAttribute("live-pending"),
  setAttribute(element: Element, name: string, value: string | null) {
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  },
  setAreaText(area: HTMLTextAreaElement, text: string) {
    area.defaultValue = text;
  },
};

/** Brings an element's content to this HTML, keeping what is the same. Scripts in it do not run. */
export function morphContent({ morph }: Morph, element: Element, html: string): void {
  morph(element, html, fields as never);
}

/** The page at the present address, as the server has it now. @throws when it cannot be had */
export async function freshPage(): Promise<Document> {
  const response = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!response.ok) throw new Error(`The page was answered with ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}
