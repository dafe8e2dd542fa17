import { attributes } from "../shared/wire.ts";
import { attributeOf, hasAttributeOf, isMatch } from "./elements.ts";
import { debounce, throttle } from "./pace.ts";
import { type Params, paramsOf } from "./params.ts";
import { isStray } from "./stray-clicks.ts";

/** Told what the page's user did. */
export interface EventReceiver {
  /** Whether this event of that element was not answered yet. */
  isPending(origin: Element, name: string): boolean;
  /** `isAction` says that people wait for it to be done. */
  push(origin: Element, event: { name: string; params: Params; isAction: boolean }): void;
}

/** Something that happened, and the element whose attribute says what to do then. */
export interface Heard {
  readonly element: Element;
  readonly attribute: string;
  readonly event: Event;
}

/** How often scrolling and resizing are told of, unless the page says otherwise; in milliseconds. */
const pageThrottle = "200";

/** The name of the event that an attribute of the element stands for. More may follow it after a space. */
export function eventNameOf(element: Element, attribute: string): string | undefined {
  return attributeOf(element, attribute)?.split(" ")[0];
}

/** Does what the element's attribute says. */
export function act(receiver: EventReceiver, heard: Heard): void {
  const { element, attribute, event } = heard;
  const name = eventNameOf(element, attribute);
  if (!name || isMatch(element, ":disabled, [aria-disabled=true]") || opensElsewhere(heard)) return;
  if (isPrevented(heard)) event.preventDefault();
  if (attribute === attributes.click && isStray(element, event as MouseEvent)) return;
  const isOnce = attribute === attributes.submit || (event as KeyboardEvent).repeat;
  if (isOnce && receiver.isPending(element, name)) return;
  const isAction = /(click|submit)$/.test(attribute);
  const push = () => receiver.push(element, { name, params: paramsOf(heard), isAction });
  if (isAction) confirmed(heard, () => inTime(heard, push));
  else inTime(heard, push);
}

/** A link that somebody wants in another tab or window, or saved. */
function opensElsewhere({ element, event }: Heard): boolean {
  if (!(event instanceof MouseEvent && isMatch(element, "a[href]"))) return false;
  return event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}

function isPrevented({ element, attribute }: Heard): boolean {
  if (attribute === attributes.submit) return true;
  if (attribute === attributes.click && isMatch(element, "a, button, input[type=submit]")) return true;
  return attribute !== "live-click-away" && hasAttributeOf(element, attributes.prevent);
}

/** Asks first where the element, or the button that submits the form, wants that. */
function confirmed({ element, event }: Heard, proceed: () => void): void {
  const asker = [(event as SubmitEvent).submitter, element].find(
    (each) => each && attributeOf(each, attributes.confirm),
  );
  const text = asker && attributeOf(asker, attributes.confirm);
  if (!text) return proceed();
  const asking = new CustomEvent("live:confirm", {
    bubbles: true,
    cancelable: true,
    detail: { text, proceed },
  });
  if (EventTarget.prototype.dispatchEvent.call(element, asking) && confirm(text)) proceed();
}

/** Now, or when the field, its form, or else the event's declaration says. */
function inTime({ element, attribute, event: { type, target } }: Heard, push: () => void): void {
  // Those mean now, whatever else is said of the field.
  if (/submit|focus/.test(type)) return push();
  const isSlow = /^(input|change|compositionend|scroll|resize)$/.test(type);
  const declared = attributeOf(element, attribute) ?? "";
  const said = (name: string) =>
    (isSlow ? [target, element, (element as HTMLInputElement).form] : [element])
      .map((place) => (place instanceof Element ? attributeOf(place, `live-${name}`) : null))
      .find((text) => text !== null) ?? new RegExp(` ${name}:(\\w+)`).exec(declared)?.[1];
  const pause = isSlow || declared.includes("debounce") ? said("debounce") : undefined;
  const stretch = said("throttle") ?? (/scroll|resize/.test(type) ? pageThrottle : "0");
  if (pause !== undefined && pause !== "0") debounce({ element, attribute }, Number(pause), push);
  else if (Number(stretch) > 0) throttle({ element, attribute }, Number(stretch), push);
  else push();
}
