/** What the server last said of each `<details>` and `<dialog>`; people open and close them, too. */
const said = new WeakMap<Element, boolean>();

export function opens({ localName }: Element): boolean {
  return localName === "details" || localName === "dialog";
}

/** Notes what the server says of elements that it has just sent. */
export function noteOpen(holder: ParentNode): void {
  for (const element of holder.querySelectorAll("details, dialog"))
    if (!said.has(element)) said.set(element, element.hasAttribute("open"));
}

/** The server says whether an element is open. Returns whether it said otherwise before. */
export function sayOpen(element: Element, isOpen: boolean): boolean {
  const before = said.get(element) ?? isOpen;
  said.set(element, isOpen);
  return before !== isOpen;
}
