/** What an event is sent for. */
interface Place {
  readonly element: Element;
  readonly attribute: string;
}

/** An event that waits for its time, or for the end of a throttled stretch. */
interface Wait extends Place {
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

/** Sends once nothing more came for so many milliseconds; with NaN, when somebody {@link flush}es. */
export function debounce(place: Place, ms: number, send: () => void): void {
  const before = find(place);
  if (before) end(before);
  const wait: Wait = { ...place, isThrottled: false, send, timer: undefined };
  waits.push(wait);
  if (ms >= 0) wait.timer = setTimeout(() => composing?.isConnected || flush(), ms);
}

/** Sends at once, and then at most once in so many milliseconds: the last that was asked for. */
export function throttle(place: Place, ms: number, send: () => void): void {
  const running = find(place);
  if (running) running.send = send;
  else {
    send();
    stretch({ ...place, isThrottled: true, send: undefined, timer: undefined }, ms);
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
    if (wait.element.isConnected) send();
  }, ms);
}

/** Sends what waits, in order: nothing that is done later may overtake it. */
export function flush(): void {
  for (const wait of [...waits]) {
    const { send, element } = wait;
    if (wait.isThrottled) wait.send = undefined;
    else end(wait);
    if (send && element.isConnected) send();
  }
}

function find({ element, attribute }: Place): Wait | undefined {
  return waits.find((wait) => wait.element === element && wait.attribute === attribute);
}

function end(wait: Wait): void {
  clearTimeout(wait.timer);
  waits = waits.filter((other) => other !== wait);
}
