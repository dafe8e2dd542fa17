import { attributes, callAttributes } from "../../shared/markup.ts";
import { attributeOf, hasAttributeOf, isMatch } from "../elements.ts";
import type { Heard } from "../events/act.ts";
import { confirmed, opensElsewhere } from "../events/heard.ts";
import { isStray } from "../events/stray-clicks.ts";
import { isField } from "./call-data.ts";

const attribute = callAttributes.call;

/** What elements with `live-call` wait for by themselves. */
export const usualTypes = ["click", "submit", "input", "change"];

/** Whether an element wants this event of the type that it waits for. */
export type Wants = (element: Element, event: Event) => boolean;

/** Has the element called that waits for this event, if there is one. @param wants Default: it does. */
export function hear(event: Event, call: (heard: Heard) => void, wants?: Wants): void {
  const element = hearerOf(event, wants);
  const heard = element && { element, attribute, event };
  if (!heard || opensElsewhere(heard)) return;
  const isClick = event.type === "click";
  if (event.type === "submit" || (isClick && isMatch(element, "a,button,[type=submit]")))
    event.preventDefault();
  if (isMatch(element, ":disabled,[aria-disabled=true]")) return;
  if (!isClick || !isStray(element, event as MouseEvent)) confirmed(heard, () => call(heard));
}

function hearerOf(event: Event, wants: Wants = () => true): Element | undefined {
  if (event.defaultPrevented || (event as InputEvent).isComposing) return undefined;
  for (const node of event.bubbles ? event.composedPath() : [event.target]) {
    if (!(node instanceof Element)) continue;
    if (hasAttributeOf(node, attribute) && typeOf(node) === event.type && wants(node, event)) return node;
    if (hasAttributeOf(node, attributes.stop)) return undefined;
  }
  return undefined;
}

/** Which event an element waits for. */
function typeOf(element: Element): string {
  const said = attributeOf(element, callAttributes.on);
  if (said) return said;
  if (element.localName === "form") return "submit";
  if (!isField(element) || /button|submit|image|reset/.test(element.type)) return "click";
  return /checkbox|radio|file|select/.test(element.type) ? "change" : "input";
}
