export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** The field that the user has typed in since they came to it, until the server is told. */
let typed: EventTarget | null = null;

/** The field that shows the server's text once the user leaves it. */
let held: EventTarget | null = null;

/** The server is about to change the text of the field that the user is in. */
export function holdText(field: TextField): void {
  if (typed !== field) held = field;
  // A field nobody has typed in would follow its attribute. What is no number yet would be lost by being set.
  const { value, validity } = field;
  if (!validity.badInput) field.value = value;
}

/** The server gets what was typed: what it answers counts for more. */
export function tellTyped(): void {
  typed = null;
}

/**
 * Shows what was held back when a field is left in which nothing was typed since.
 * @param show Gives a field the server's text.
 */
export function watchFields(show: (field: Element) => void): void {
  const typedIn = ({ target }: Event) => {
    typed = target;
    held = null;
  };
  // Before the listeners that tell the server.
  document.addEventListener("input", typedIn, true);
  document.addEventListener("focusout", ({ target }) => {
    // Whoever goes to another window has not left the field.
    if (target === document.activeElement) return;
    if (target === held) show(target as TextField);
    typed = null;
    held = null;
  });
}
