import { attributes } from "../../shared/markup.ts";
import { hasAttributeOf, isMatch } from "../elements.ts";

/** Dialogs with `live-modal`: those that the server opens are modal, and what had the focus gets it back. */
export class Modals {
  /** What had the focus when a dialog was opened. */
  readonly #before = new WeakMap<Element, Element | null>();
  /** Dialogs that were closed by the server, which need not be told. */
  readonly #closed = new WeakSet<EventTarget>();

  /** The server says that it is open, unless it has been closed since. */
  follow(element: Element): void {
    if (!(element instanceof HTMLDialogElement) || !hasAttributeOf(element, attributes.modal)) return;
    if (!element.open || isMatch(element, ":modal")) return;
    this.#before.set(element, document.activeElement);
    // It is open already, as it would be without a script, and only what is closed can be made modal.
    element.removeAttribute("open");
    element.returnValue = "";
    element.showModal();
  }

  /** The server says that it is closed. */
  close(element: Element): void {
    if (!(element instanceof HTMLDialogElement) || !element.open) return;
    this.#closed.add(element);
    element.close();
  }

  /** Whether the server has closed it, rather than somebody in the browser. Asked once. */
  wasClosed({ type, target }: Event): boolean {
    return type === "close" && target !== null && this.#closed.delete(target);
  }

  /** It was removed while it was open. Browsers move the focus only when it is closed. */
  left(element: Element): void {
    const before = this.#before.get(element);
    this.#before.delete(element);
    if (before?.isConnected && document.activeElement === document.body) (before as HTMLElement).focus();
  }
}
