import { attributes } from "../../shared/markup.ts";
import { eventNameOf, hasAttributeOf, isMatch } from "../elements.ts";
import { more } from "../loaders/more.ts";
import { tellTyped } from "../patch/field-in-use.ts";
import { confirmed, opensElsewhere } from "./heard.ts";
import { type Params, paramsOf } from "./params.ts";
import { isStray } from "./stray-clicks.ts";

/** What is sent for an element. `isAction` says that people wait for it to be done. */
export interface Action {
  readonly name: string;
  readonly params: unknown;
  readonly isAction: boolean;
}

/** Told what the page's user did. */
export interface EventReceiver {
  /** Whether this event of that element was not answered yet. */
  isPending(origin: Element, name: string): boolean;
  push(origin: Element, action: Action): void;
}

/** Something that happened, and the element whose attribute says what to do then. */
export interface Heard {
  readonly element: Element;
  readonly attribute: string;
  readonly event: Event;
  /** What it brings besides the element's data. Default: the fields it is about. */
  readonly params?: () => Params;
}

/** Does what the element's attribute says. */
export function act(receiver: EventReceiver, heard: Heard): void {
  const { element, attribute, event } = heard;
  const name = eventNameOf(element, attribute);
  if (!name || opensElsewhere(heard)) return;
  if (isPrevented(heard)) event.preventDefault();
  if (isMatch(element, ":disabled, [aria-disabled=true]")) return;
  if (attribute === attributes.click && isStray(element, event as MouseEvent)) return;
  const isOnce = attribute === attributes.submit || (event as KeyboardEvent).repeat;
  if (isOnce && receiver.isPending(element, name)) return;
  const isAction = /(click|submit)$/.test(attribute);
  const push = () => {
    if (!/window|mouse|click/.test(attribute)) tellTyped();
    receiver.push(element, { name, params: paramsOf(heard), isAction });
  };
  const inTime = () => (more ? more.inTime(heard, push) : push());
  if (isAction) confirmed(heard, inTime);
  else inTime();
}

function isPrevented({ element, attribute }: Heard): boolean {
  if (attribute === attributes.submit) return true;
  if (attribute === attributes.click && isMatch(element, "a, button, input[type=submit]")) return true;
  return attribute !== "live-click-away" && hasAttributeOf(element, attributes.prevent);
}
