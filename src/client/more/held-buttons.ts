import { moreAttributes } from "../../shared/markup.ts";
import { attributeOf, hasAttributeOf, holds, isMatch } from "../elements.ts";

/** A button that says something else for a while, and how it was. */
interface Held {
  readonly origin: Element;
  readonly nodes: readonly Node[];
  readonly value: string;
  readonly wasDisabled: boolean;
  readonly hadFocus: boolean;
}

/** Buttons with `live-disable-with`, while what they do is under way. */
export class HeldButtons {
  readonly #held = new Map<Element, Held>();

  /** An action of this element is under way. */
  hold(origin: Element): void {
    for (const button of buttonsOf(origin)) this.#hold(button, origin);
  }

  /** They are again what they were. */
  release(origin: Element): void {
    for (const [button, held] of this.#held) if (held.origin === origin) this.#release(button, held);
  }

  /** Runs a change of what is in `root`; meanwhile the buttons in it are what the server thinks they are. */
  during(root: Element, change: () => void): void {
    const here = [...this.#held].filter(([button]) => holds(root, button));
    for (const [button, held] of here) this.#release(button, held);
    change();
    for (const [button, { origin }] of here) if (button.isConnected) this.#hold(button, origin);
  }

  #hold(button: Element, origin: Element): void {
    const text = attributeOf(button, moreAttributes.disableWith);
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
  return Element.prototype.querySelectorAll.call(origin, `[${moreAttributes.disableWith}]`);
}
