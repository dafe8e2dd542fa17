/**
 * Commands: what an element's attribute tells the browser to do by itself. They are JSON, a list of operations from the
 * closed list below, so that no attribute ever holds code.
 */

/**
 * Whom an operation is about: a selector in the document (`""` is the element itself), what is inside the element, or
 * the nearest element around it, where a second selector means what is inside of that.
 */
export type CommandTarget =
  | string
  | readonly ["inside", selector: string]
  | readonly ["closest", selector: string, inner?: string];

/** Class names that an element has while it comes or goes, and for how many milliseconds. */
export type CommandTransition = readonly [classes: string, milliseconds: number];

export type CommandOperation =
  | readonly ["show" | "hide" | "toggle", CommandTarget, CommandTransition?]
  | readonly ["addClass" | "removeClass" | "toggleClass", CommandTarget, classes: string]
  | readonly ["setAttribute", CommandTarget, name: string, value: string]
  | readonly ["removeAttribute", CommandTarget, name: string]
  /** Between the two values; without the second, the attribute is removed. */
  | readonly ["toggleAttribute", CommandTarget, name: string, on: string, off?: string]
  | readonly ["focus" | "focusFirst", CommandTarget]
  | readonly ["transition", CommandTarget, ...CommandTransition]
  | readonly ["dispatch", CommandTarget, name: string, detail: unknown]
  | readonly ["push", event: string, params: unknown]
  /** Only until an event is answered. */
  | readonly ["text", CommandTarget, text: string];

export const commandLimits = {
  /** Most operations of one element's commands. */
  operations: 50,
  /** Longest commands as JSON, in characters. */
  length: 8_192,
  /** Longest transition, in milliseconds. */
  transition: 10_000,
} as const;

const settable =
  /^(aria-[a-z]+|data-[a-z0-9-]+|alt|checked|cols|contenteditable|dir|disabled|draggable|hidden|inert|lang|max|maxlength|min|minlength|multiple|open|placeholder|readonly|required|role|rows|selected|spellcheck|step|tabindex|title|translate|type|value)$/;

/** Whether commands may set an attribute: none that runs, loads or styles something is among them. */
export function mayCommandSet(attribute: string): boolean {
  return settable.test(attribute);
}

/** The name of an event of the page's own: no `live:` one. */
export function isCommandEvent(name: string): boolean {
  return /^(?!live:)[a-zA-Z][\w.:-]{0,63}$/.test(name);
}
