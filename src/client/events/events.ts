import { attributes } from "../../shared/markup.ts";
import { hasAttributeOf, holds } from "../elements.ts";
import { loadFor, offer } from "../loaders/more.ts";
import { isPatching } from "../patch/watch.ts";
import { act, type EventReceiver } from "./act.ts";
import { isText } from "./forms.ts";

/** What happens to elements, and after a colon the attribute that hears of it when it is not named alike. */
const types = "click dblclick submit change input compositionend:input focusin:focus focusout:blur";

/** Fields that told of what was typed while it was typed. */
const typed = new WeakSet<EventTarget>();

/** Listens on the document once, so that elements need no listeners of their own, now or later. */
export function listen(receiver: EventReceiver): void {
  const hear = (event: Event, attribute: string) => {
    const element = hearerOf(event, attribute, (each) => wants(each, event));
    if (element) act(receiver, { element, attribute, event });
  };
  for (const pair of types.split(" ")) {
    const [type = "", name = type] = pair.split(":");
    document.addEventListener(type, (event) => {
      hear(event, `live-${name}`);
      if (isFilled(event)) hear(event, attributes.input);
      if (fillsForm(event)) hear(event, attributes.form);
    });
  }
  offer({ ...receiver, hearerOf, act: (heard) => act(receiver, heard) });
  loadFor(document.body.innerHTML);
}

/** Who hears of it: the nearest element that wants to, also from inside a component's shadow. */
function hearerOf(
  event: Event,
  attribute: string,
  wants: (element: Element) => boolean,
): Element | undefined {
  // What a change by the server makes the page tell of, nobody did.
  if (event.defaultPrevented || isPatching()) return undefined;
  for (const node of event.bubbles ? event.composedPath() : [event.target]) {
    if (!(node instanceof Element)) continue;
    if (hasAttributeOf(node, attributes.stop)) event.stopPropagation();
    if (hasAttributeOf(node, attribute) && wants(node)) return node;
    if (event.cancelBubble) return undefined;
  }
  return undefined;
}

/** Not what an input method is still making, nor a focus that only moves inside. */
function wants(element: Element, event: Event): boolean {
  const { isComposing, relatedTarget } = event as InputEvent & FocusEvent;
  return !isComposing && !(relatedTarget && holds(element, relatedTarget));
}

/** Whether a field changed without anybody typing in it, as password managers do. */
function isFilled({ type, target }: Event): boolean {
  if (type === "input") typed.add(target as Element);
  return type === "change" && !typed.delete(target as Element);
}

/** Whether something was typed, or a field changed and left. */
function fillsForm(event: Event): boolean {
  return event.type === "change" || (/^(input|compositionend)$/.test(event.type) && isText(event));
}
