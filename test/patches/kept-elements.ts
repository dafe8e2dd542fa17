import fc, { type GeneratorValue } from "fast-check";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** What is between a reader and the page before a patch: the elements it has, and where the focus is. */
export class KeptElements {
  readonly #root: Element;
  readonly #elements: ReadonlyMap<string, Element>;
  readonly #focused: HTMLElement | undefined;
  readonly #selection: unknown;

  /** Gives the focus to something, or to nothing. In a field, something is typed. */
  constructor(draw: GeneratorValue, root: Element) {
    this.#root = root;
    this.#elements = elementsOf(root);
    const candidates = [...this.#elements.values()].filter(isFocusable);
    candidates[draw(fc.nat, { max: candidates.length })]?.focus();
    this.#focused = candidates.find((element) => element === document.activeElement);
    if (isText(this.#focused)) write(this.#focused);
    this.#selection = selectionOf(this.#focused);
  }

  /** Takes the focus away again. @throws when an element or the focus was lost that should have stayed */
  check(expected: Element): void {
    const [now, wanted] = [elementsOf(this.#root), elementsOf(expected)];
    for (const [id, element] of this.#elements)
      if (wanted.has(id) && now.get(id) !== element) throw new Error(`The element ${id} is another one`);
    const focused = this.#focused;
    if (!focused) return;
    if (wanted.has(idOf(focused)) && isFocusable(focused)) this.#checkFocus(focused);
    focused.blur();
    showServersValue(focused);
  }

  #checkFocus(focused: HTMLElement): void {
    if (document.activeElement !== focused) throw new Error(`The focus left ${idOf(focused)}`);
    const selection = selectionOf(focused);
    if (selection !== this.#selection)
      throw new Error(`The selection was ${this.#selection} and is ${selection}`);
  }
}

/** Elements by their id, which is the same as long as patches have to keep them. */
function elementsOf(root: Element): Map<string, Element> {
  const all = [...root.querySelectorAll("[data-id]")].map((element) => [idOf(element), element] as const);
  return new Map(all.filter(([id]) => !isMadeAnew(id)));
}

/** What is nested in an item of a stream is sent with every change of the item, because the server has no old one. */
function isMadeAnew(id: string): boolean {
  return id.startsWith("stream") && (id.match(/\./g)?.length ?? 0) > 1;
}

function idOf(element: Element): string {
  return element.getAttribute("data-id") ?? "";
}

function isText(element: Element | undefined): element is Field {
  return (
    element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === "text")
  );
}

/** What is hidden cannot have the focus, and an option's is its field's. */
function isFocusable(element: Element): element is HTMLElement {
  return element instanceof HTMLElement && !element.closest("[hidden], option");
}

function write(field: Field): void {
  field.value = "typed";
  field.setSelectionRange(1, 3);
}

/** What is typed, and what of it is selected. */
function selectionOf(element: Element | undefined): string | undefined {
  return isText(element)
    ? `${element.selectionStart}-${element.selectionEnd} of ${JSON.stringify(element.value)}`
    : undefined;
}

/** While it had the focus, a field's value was the reader's. */
function showServersValue(element: Element): void {
  if (element instanceof HTMLInputElement) element.value = element.getAttribute("value") ?? "";
  else if (element instanceof HTMLTextAreaElement) element.value = element.defaultValue;
}
