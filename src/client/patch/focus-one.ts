/** Moves the focus to the first of the elements that can have it: what is not shown cannot. */
export function focusOne(elements: Iterable<Element>): void {
  for (const element of elements) {
    (element as HTMLElement).focus();
    if (document.activeElement === element) return;
  }
}
