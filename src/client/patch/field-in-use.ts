import { isText } from "../events/forms.ts";
import { isPatching } from "./watch.ts";

export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** The field that the user has typed in since they came to it, until the server is told. */
let typed: EventTarget | null = null;

/** What the field that the user is in shows once they leave it, by place in it. */
const held = new Map<unknown, () => void>();

/**
 * The server has something else for the field that the user is in: it is shown when they leave it, unless they have
 * typed in it.
 * @param place where in the field, when that is an element that people write in. What was held for it before is gone.
 */
export function hold(field: Element, show: () => void, place: unknown = field): void {
  if (typed !== field) held.set(place, show);
}

/**
 * Whether somebody is typing in this element.
 * @param isAwaited whether they wait for what they did before, so that only what was typed since counts
 */
export function isInUse(element: Element | null, isAwaited: boolean): boolean {
  if (isAwaited || !element) return typed === element;
  const { isContentEditable, type } = element as HTMLInputElement;
  return isContentEditable || (Boolean(type) && isText({ target: element }));
}

/** The server gets what was typed: what it answers counts for more. */
export function tellTyped(): void {
  typed = null;
}

/**
 * Shows what was held back when a field is left in which nothing was typed since.
 * @param change Runs such a change of a field.
 */
export function watchFields(change: (field: Element, show: () => void) => void): void {
  const typedIn = ({ target }: Event) => {
    typed = target;
    held.clear();
  };
  // Before the listeners that tell the server.
  document.addEventListener("input", typedIn, true);
  document.addEventListener("focusout", ({ target }) => {
    // Whoever goes to another window has not left the field, nor has who was moved with it.
    if (target === document.activeElement || isPatching()) return;
    const shows = [...held.values()];
    typed = null;
    held.clear();
    if (shows.length > 0)
      change(target as Element, () => {
        for (const show of shows) show();
      });
  });
}
