/*
 * A form has its fields as properties: <input name="matches"> hides the method of that name. What is asked of
 * elements that may be forms is therefore asked through the prototype.
 */
const { prototype } = Element;
const dataset = Object.getOwnPropertyDescriptor(HTMLElement.prototype, "dataset")?.get;

export function attributeOf(element: Element, name: string): string | null {
  return prototype.getAttribute.call(element, name);
}

/** The name of the event that an attribute of the element stands for. More may follow it after a space. */
export function eventNameOf(element: Element, attribute: string): string | undefined {
  return attributeOf(element, attribute)?.split(" ")[0];
}

export function hasAttributeOf(element: Element, name: string): boolean {
  return prototype.hasAttribute.call(element, name);
}

/** `null` removes it. */
export function writeAttribute(element: Element, name: string, value: string | null): void {
  if (value === null) prototype.removeAttribute.call(element, name);
  else prototype.setAttribute.call(element, name, value);
}

export function isMatch(element: Element, selector: string): boolean {
  return prototype.matches.call(element, selector);
}

/** Whether something is the element or in it. */
export function holds(element: Element, other: EventTarget | null): boolean {
  return prototype.contains.call(element, other as Node | null);
}

/** The element itself or the nearest one around it that matches. */
export function nearest(element: Element, selector: string): Element | null {
  return prototype.closest.call(element, selector);
}

/** The data-* attributes by their names in camel case. */
export function dataOf(element: Element): Record<string, string> {
  const data = element instanceof HTMLElement ? dataset?.call(element) : (element as SVGElement).dataset;
  return { ...data };
}
