/**
 * A click this soon after another, in milliseconds, and this close to it, in pixels, is one of a double click.
 * So is what the browser counts as one, by the time that people have set in their system.
 */
const window = { time: 400, distance: 4 } as const;

interface Click {
  readonly element: Element;
  readonly at: number;
  readonly x: number;
  readonly y: number;
}

let last: Click | undefined;

/**
 * Whether a click was meant for something that has just gone from under the pointer: the second of a double click,
 * on another element than the first.
 */
export function isStray(
  element: Element,
  { detail, clientX: x, clientY: y, timeStamp: at }: MouseEvent,
): boolean {
  const before = last;
  // A click by the keyboard or a script has no place on the screen.
  if (detail === 0) return false;
  last = { element, at, x, y };
  if (!before || before.element === element || before.element.isConnected) return false;
  const isSoon = detail > 1 || at - before.at < window.time;
  return isSoon && Math.hypot(x - before.x, y - before.y) < window.distance;
}
