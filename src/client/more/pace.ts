import { attributeOf } from "../elements.ts";
import type { Heard } from "../events/act.ts";

/** How often scrolling and resizing are told of, unless the page says otherwise; in milliseconds. */
const pageThrottle = "200";

/** An event that waits for its time, or for the end of a throttled stretch. */
interface Wait {
  readonly heard: Heard;
  /** A stretch of time in which nothing more is sent, rather than one that begins anew each time. */
  readonly isThrottled: boolean;
  /** Nothing is waiting in a stretch that only had its first event. */
  send: (() => void) | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** In the order in which they were last asked for. */
let waits: Wait[] = [];

/** The field whose text an input method is still making. */
let composing: Node | undefined;

/** To be told where an input method begins, and when it ends. */
export function compose(field: Node | undefined): void {
  composing = field;
}

/** Sends now, or when the field, its form, or else the event's declaration says. */
export function inTime(heard: Heard, send: () => void): void {
  const { element, attribute, event } = heard;
  // Those mean now, whatever else is said of the field.
  if (/submit|focus/.test(event.type)) return send();
  const isSlow = /input|change$|composition|scroll|resize/.test(event.type);
  const places = isSlow ? [event.target, element, (element as HTMLInputElement).form] : [element];
  const declared = attributeOf(element, attribute) ?? "";
  const said = (name: string) =>
    places
      .map((place) => (place instanceof Element ? attributeOf(place, `live-${name}`) : null))
      .find((text) => text !== null) ?? new RegExp(`${name}:(\\w+)`).exec(declared)?.[1];
  const pause = isSlow || declared.includes("debounce:") ? said("debounce") : undefined;
  const stretch = said("throttle") ?? (/scroll|resize/.test(event.type) ? pageThrottle : "0");
  if (pause !== undefined && pause !== "0") debounce(heard, Number(pause), send);
  else if (Number(stretch) > 0) throttle(heard, Number(stretch), send);
  else send();
}

/** Sends once nothing more came for so many milliseconds; with NaN, when somebody {@link flush}es. */
function debounce(heard: Heard, ms: number, send: () => void): void {
  const before = find(heard);
  if (before) end(before);
  const wait: Wait = { heard, isThrottled: false, send, timer: undefined };
  waits.push(wait);
  if (ms >= 0) wait.timer = setTimeout(() => composing?.isConnected || flush(), ms);
}

/** Sends at once, and then at most once in so many milliseconds: the last that was asked for. */
function throttle(heard: Heard, ms: number, send: () => void): void {
  const running = find(heard);
  if (running) running.send = send;
  else {
    send();
    stretch({ heard, isThrottled: true, send: undefined, timer: undefined }, ms);
  }
}

function stretch(wait: Wait, ms: number): void {
  waits.push(wait);
  wait.timer = setTimeout(() => {
    const { send } = wait;
    end(wait);
    if (!send) return;
    wait.send = undefined;
    stretch(wait, ms);
    if (wait.heard.element.isConnected) send();
  }, ms);
}

/** Sends what waits, in order: nothing that is done later may overtake it. */
export function flush(): void {
  for (const wait of [...waits]) {
    const { send, heard } = wait;
    if (wait.isThrottled) wait.send = undefined;
    else end(wait);
    if (send && heard.element.isConnected) send();
  }
}

function find({ element, attribute }: Heard): Wait | undefined {
  return waits.find(({ heard }) => heard.element === element && heard.attribute === attribute);
}

function end(wait: Wait): void {
  clearTimeout(wait.timer);
  waits = waits.filter((other) => other !== wait);
}
