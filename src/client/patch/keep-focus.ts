/** Runs a change of the page and gives the focus back to an element that lost it by being moved. */
export function keepFocus(change: () => void): void {
  const active = document.activeElement;
  const selection = active ? selectionOf(active) : undefined;
  change();
  if (!(active instanceof HTMLElement) || active === document.activeElement || !active.isConnected) return;
  active.focus({ preventScroll: true });
  if (selection) (active as TextField).setSelectionRange(...selection);
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** undefined for what has no text to select in. */
function selectionOf(element: Element): [number, number] | undefined {
  const { selectionStart, selectionEnd } = element as TextField;
  return typeof selectionStart === "number" && typeof selectionEnd === "number"
    ? [selectionStart, selectionEnd]
    : undefined;
}
