import { attributes } from "../shared/wire.ts";
import { attributeOf, dataOf, isMatch, nearest } from "./elements.ts";
import { tellTyped } from "./field-in-use.ts";
import { formParams, isText } from "./forms.ts";
import { fieldsOf, fieldValue, type Params } from "./params.ts";
import { isStray } from "./stray-clicks.ts";

/** Told what the page's user did. */
export interface EventReceiver {
  /** Whether this event of that element was not answered yet. */
  isPending(origin: Element, name: string): boolean;
  push(origin: Element, name: string, params: unknown): void;
}

interface Kind {
  readonly type: string;
  readonly attribute: string;
  readonly isDefaultPrevented: (element: Element) => boolean;
  /** Whether a repetition is ignored until the first was answered. */
  readonly isOnce?: boolean;
  /** Whether what happened there is worth an event. Default: always. */
  readonly isFor?: (event: Event) => boolean;
  readonly paramsOf: (element: Element, event: Event) => unknown;
}

const kinds: readonly Kind[] = [
  {
    type: "click",
    attribute: attributes.click,
    isDefaultPrevented: (element) => isMatch(element, "a, button, input[type=submit]"),
    paramsOf: dataOf,
  },
  {
    type: "submit",
    attribute: attributes.submit,
    isDefaultPrevented: () => true,
    isOnce: true,
    paramsOf: (element, event) => ({
      ...dataOf(element),
      ...(element instanceof HTMLFormElement ? fieldsOf(element, (event as SubmitEvent).submitter) : {}),
    }),
  },
  {
    type: "input",
    attribute: attributes.form,
    isDefaultPrevented: () => false,
    isFor: isText,
    paramsOf: (element) => formParams(element),
  },
  {
    type: "change",
    attribute: attributes.form,
    isDefaultPrevented: () => false,
    paramsOf: (element, { target }) => formParams(element, target),
  },
  { type: "change", attribute: attributes.change, isDefaultPrevented: () => false, paramsOf: inputParams },
  { type: "input", attribute: attributes.input, isDefaultPrevented: () => false, paramsOf: inputParams },
];

/** Listens on the document once, so that elements need no listeners of their own, now or later. */
export function listen(receiver: EventReceiver): void {
  for (const kind of kinds) {
    document.addEventListener(kind.type, (event) => {
      const element = elementFor(event, kind);
      const [name] = (element && attributeOf(element, kind.attribute)?.split(" ")) ?? [];
      if (!element || !name || kind.isFor?.(event) === false) return;
      if (kind.isDefaultPrevented(element)) event.preventDefault();
      if (event instanceof MouseEvent && isStray(element, event)) return;
      if (kind.isOnce && receiver.isPending(element, name)) return;
      if (kind.type !== "click") tellTyped();
      receiver.push(element, name, kind.paramsOf(element, event));
    });
  }
}

function elementFor({ target, defaultPrevented }: Event, { attribute }: Kind): Element | null {
  if (!(target instanceof Element) || defaultPrevented) return null;
  const element = nearest(target, `[${attribute}]`);
  return element && isMatch(element, ":disabled") ? null : element;
}

function inputParams(element: Element, { target }: Event): Params {
  if (element instanceof HTMLFormElement) return { ...dataOf(element), ...fieldsOf(element) };
  return { ...dataOf(element), ...fieldValue(target as Element) };
}
