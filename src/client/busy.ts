import { attributes } from "../shared/wire.ts";
import { attributeOf, hasAttributeOf, isMatch } from "./elements.ts";

/** A button that says something else for a while, and how it was. */
interface Held {
  readonly origin: Element;
  readonly nodes: readonly Node[];
  readonly value: string;
  readonly wasDisabled: boolean;
  readonly hadFocus: boolean;
}

/** Shows which elements people wait for, and holds their buttons with `live-disable-with`. */
export class Busy {
  readonly #origins = new Set<Element>();
  readonly #held = new Map<Element, Held>();

  start(origin: Element): void {
    if (!hasAttributeOf(origin, "aria-busy")) {
      origin.setAttribute("aria-busy", "true");
      this.#origins.add(origin);
    }
    for (const button of buttonsOf(origin)) this.#hold(button, origin);
  }

  /** Everything is as it was before. */
  end(origin: Element): void {
    if (this.#origins.delete(origin)) origin.removeAttribute("aria-busy");
    for (const [button, held] of this.#held) if (held.origin === origin) this.#release(button, held);
  }

  /** Runs a change of the page, for which held buttons have to be what the server thinks they are. */
  during(change: () => void): void {
    const held = [...this.#held];
    for (const [button, how] of held) this.#release(button, how);
    change();
    for (const origin of this.#origins) origin.setAttribute("aria-busy", "true");
    for (const [button, { origin }] of held) if (button.isConnected) this.#hold(button, origin);
  }

  #hold(button: Element, origin: Element): void {
    const text = attributeOf(button, attributes.disableWith);
    if (this.#held.has(button) || text === null) return;
    this.#held.set(button, {
      origin,
      nodes: [...button.childNodes],
      value: attributeOf(button, "value") ?? "",
      wasDisabled: hasAttributeOf(button, "disabled"),
      hadFocus: button === document.activeElement,
    });
    if (button instanceof HTMLInputElement) button.value = text;
    else if (text) button.replaceChildren(text);
    button.toggleAttribute("disabled", true);
  }

  #release(button: Element, { nodes, value, wasDisabled, hadFocus }: Held): void {
    this.#held.delete(button);
    if (button instanceof HTMLInputElement) button.value = value;
    else button.replaceChildren(...nodes);
    button.toggleAttribute("disabled", wasDisabled);
    if (hadFocus && document.activeElement === document.body) (button as HTMLElement).focus();
  }
}

/** A form's buttons, or the element itself. */
function buttonsOf(origin: Element): Iterable<Element> {
  if (!isMatch(origin, "form")) return [origin];
  return Element.prototype.querySelectorAll.call(origin, `[${attributes.disableWith}]`);
}
