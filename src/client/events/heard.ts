import { attributes } from "../../shared/markup.ts";
import { attributeOf, isMatch } from "../elements.ts";
import type { Heard } from "./act.ts";

/** A link that somebody wants in another tab or window, or saved. */
export function opensElsewhere({ element, event }: Pick<Heard, "element" | "event">): boolean {
  const { ctrlKey, metaKey, shiftKey, altKey } = event as MouseEvent;
  return (ctrlKey || metaKey || shiftKey || altKey) && event.type === "click" && isMatch(element, "a[href]");
}

/** Asks first where the element, or the button that submits the form, wants that. */
export function confirmed({ element, event }: Heard, proceed: () => void): void {
  const { submitter } = event as SubmitEvent;
  const text =
    (submitter && attributeOf(submitter, attributes.confirm)) || attributeOf(element, attributes.confirm);
  const detail = { text, proceed };
  const question = new CustomEvent("live:confirm", { bubbles: true, cancelable: true, detail });
  if (!text || (EventTarget.prototype.dispatchEvent.call(element, question) && confirm(text))) proceed();
}
