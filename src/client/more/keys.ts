import { moreAttributes } from "../../shared/markup.ts";
import { attributeOf } from "../elements.ts";
import type { Params } from "../events/params.ts";

const modifiers = ["ctrl", "alt", "shift", "meta"] as const;

/** Names of keys that cannot stand for themselves in a list with spaces and plus signs. */
const aliases: Readonly<Record<string, string>> = { space: " ", plus: "+" };

/** What a handler gets to know of a key. */
export function keyParams(event: KeyboardEvent): Params {
  const { key, code, repeat } = event;
  return { key, code, repeat, modifiers: heldBy(event) };
}

/** Whether the element wants to hear of this key: of all when it has no `live-key`. */
export function wantsKey(element: Element, event: KeyboardEvent): boolean {
  // A key that picks a suggestion of an input method is not pressed for the page.
  if (event.isComposing || event.keyCode === 229) return false;
  const wanted = attributeOf(element, moreAttributes.key);
  return (
    !wanted ||
    wanted
      .toLowerCase()
      .split(/\s+/)
      .some((combination) => isPressed(combination, event))
  );
}

/** Modifiers must be the same, but that of a sign which is typed with shift on some keyboards. */
function isPressed(combination: string, event: KeyboardEvent): boolean {
  const parts = combination.split("+");
  const name = parts.pop() ?? "";
  const key = event.key.toLowerCase();
  if (key !== (aliases[name] ?? name)) return false;
  const isSign = key.length === 1 && key === key.toUpperCase();
  return modifiers.every(
    (modifier) =>
      parts.map(resolved).includes(modifier) === event[`${modifier}Key`] ||
      (isSign && key !== " " && modifier === "shift"),
  );
}

/** "mod" is the key for shortcuts: command on a Mac, control elsewhere. */
function resolved(part: string): string {
  if (part !== "mod") return part;
  return /Mac|iP/.test(navigator.platform) ? "meta" : "ctrl";
}

function heldBy(event: KeyboardEvent): string[] {
  return modifiers.filter((modifier) => event[`${modifier}Key`]);
}

/** Whether the key is on its way into a text, so that it is no shortcut for the page. */
export function isTyping({ target, key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || key === "Escape" || !(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
