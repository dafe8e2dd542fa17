const focusable =
  "a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex],[contenteditable]";

/** Gives the focus to the element, or to the first in it that takes it. */
export function focusIn(element: Element): void {
  const inside = element.matches(focusable) ? [element] : element.querySelectorAll(focusable);
  for (const each of inside) {
    (each as HTMLElement).focus();
    if (each === document.activeElement) return;
  }
}
