import type { Key } from "../../template/each.ts";

/**
 * The number under which the browser calls a component's events. It follows from what the component is: its parent,
 * class and key. So a page that was mounted anew, by a server that was restarted, has the same numbers, and what
 * somebody did meanwhile reaches the same component or none.
 * @param isTaken Whether another component has the number; then the next one is tried.
 */
export function componentNumber(
  parent: number,
  { Component, key }: { readonly Component: { readonly name: string }; readonly key: Key | undefined },
  isTaken: (number: number) => boolean,
): number {
  let number = hashOf(`${parent}/${Component.name}/${typeof key}/${key}`);
  while (isTaken(number)) number = (number + 1) % numbers;
  return number;
}

/** There are so many numbers; they have at most nine digits. */
const numbers = 2 ** 29;

/** FNV-1a, folded to the numbers there are. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return ((hash >>> 29) ^ hash) & (numbers - 1);
}
