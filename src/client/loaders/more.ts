import type { EventReceiver, Heard } from "../events/act.ts";
import type { MoreEvents } from "../parts/more-events.ts";

/** What the part needs of the rest of the client. */
export interface Host extends EventReceiver {
  /** Does what the attribute says. */
  act(heard: Heard): void;
  /** The nearest element that wants to hear of an event by its attribute. */
  hearerOf(event: Event, attribute: string, wants: (element: Element) => boolean): Element | undefined;
}

/** Something in the page that needs the part for rarer events, for timing or for held buttons. */
const pattern =
  /live-(key|click-away|paste|close|cancel|modal|mouse|viewport|window|debounce|throttle|disable)|(debounce|throttle):/;

let loading: Promise<MoreEvents> | undefined;
let host: Host;

/** The part, once it is there. */
export let more: MoreEvents | undefined;

export function offer(to: Host): void {
  host = to;
}

/** Loads the part when this text, HTML or a frame, is the first that needs it. Returns what is not loaded yet. */
export function loadFor(html: string): Promise<unknown> | undefined {
  if (!loading && pattern.test(html)) {
    loading = import("../parts/more-events.ts").then((part) => {
      more = new part.MoreEvents(host);
      return more;
    });
  }
  return more ? undefined : loading;
}

/** Calls back with the part, now or later, when something has asked for it. */
export function whenLoaded(use: (part: MoreEvents) => void): void {
  if (more) use(more);
  else loading?.then(use);
}
