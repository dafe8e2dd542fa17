import { attributes } from "../shared/wire.ts";
import { act, type EventReceiver } from "./act.ts";
import { hasAttributeOf, holds } from "./elements.ts";
import { isTyping, wantsKey } from "./keys.ts";
import { compose, flush } from "./pace.ts";
import { isPatching } from "./watch.ts";

/** What happens to elements, and the attribute that hears of it when it is not named alike. */
const elementTypes =
  "click dblclick submit change input compositionend:input focusin:focus focusout:blur keydown keyup paste mouseenter mouseleave";

/** What happens to the page. */
const pageTypes = "keydown keyup scroll resize online offline visibilitychange:visibility";

/** Fields that told of what was typed while it was typed. */
const typed = new WeakSet<EventTarget>();

/** Where the mouse button went down. */
let pressed: EventTarget | null = null;

/** Listens on the document once, so that elements need no listeners of their own, now or later. */
export function listen(receiver: EventReceiver): void {
  const on = (target: EventTarget, types: string, hear: (event: Event, name: string) => void) => {
    for (const pair of types.split(" ")) {
      const [type = "", name = type] = pair.split(":");
      // Those of the mouse do not bubble.
      target.addEventListener(type, (event) => hear(event, name), /^mouse[el]/.test(type));
    }
  };
  /** Heard by the nearest element. */
  const near = (event: Event, name: string) => {
    const attribute = `live-${name}`;
    const element = hearerOf(event, attribute);
    if (element) act(receiver, { element, attribute, event });
  };
  /** Heard by every element that wants to. */
  const every = (attribute: string, isFor: (element: Element, event: Event) => boolean) => (event: Event) => {
    for (const element of document.querySelectorAll(`[${attribute}]`))
      if (!event.defaultPrevented && isFor(element, event)) act(receiver, { element, attribute, event });
  };
  on(document, "compositionstart mousedown focusout", before);
  on(document, "click", every("live-click-away", isAway));
  on(document, elementTypes, near);
  on(document, "input change", (event) => isFilled(event) && near(event, "input"));
  on(window, pageTypes, (event, name) => every(`live-window-${name}`, isForPage)(event));
  on(window, "pagehide", flush);
}

/** What must be known before anything else is done. */
function before({ type, target }: Event): void {
  if (type === "mousedown") pressed = target;
  else if (type === "compositionstart") compose(target as Element);
  else if (!isPatching()) flush();
}

/** Whether a field changed without anybody typing in it, as password managers do. */
function isFilled({ type, target }: Event): boolean {
  if (type === "change") return !typed.delete(target as Element);
  typed.add(target as Element);
  return false;
}

/** Who hears of it: the nearest element that wants to, also from inside a component's shadow. */
function hearerOf(event: Event, attribute: string): Element | undefined {
  if (event.defaultPrevented || isPatching()) return undefined;
  for (const node of event.bubbles ? event.composedPath() : [event.target]) {
    if (!(node instanceof Element)) continue;
    const isHearer = hasAttributeOf(node, attribute) && wants(node, event);
    if (hasAttributeOf(node, attributes.stop)) event.stopPropagation();
    if (isHearer) return node;
    if (event.cancelBubble) return undefined;
  }
  return undefined;
}

function wants(element: Element, event: Event): boolean {
  if (event instanceof KeyboardEvent) return wantsKey(element, event);
  // The focus only moves inside.
  if (event instanceof FocusEvent) return !holds(element, event.relatedTarget);
  return !(event as InputEvent).isComposing;
}

/** Neither pressed nor released inside; what is not shown has nothing around it. */
function isAway(element: Element, event: Event): boolean {
  const isInside = event.composedPath().includes(element) || holds(element, pressed);
  return !isInside && element.getClientRects().length > 0;
}

function isForPage(element: Element, event: Event): boolean {
  return !(event instanceof KeyboardEvent) || (wantsKey(element, event) && !isTyping(event));
}
