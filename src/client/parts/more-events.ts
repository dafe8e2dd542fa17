import { limits } from "../../shared/wire.ts";
import { dataOf, holds } from "../elements.ts";
import { fieldValue, type Params } from "../events/params.ts";
import type { Host } from "../loaders/more.ts";
import { HeldButtons } from "../more/held-buttons.ts";
import { isTyping, keyParams, wantsKey } from "../more/keys.ts";
import { Modals } from "../more/modals.ts";
import { compose, flush, inTime } from "../more/pace.ts";
import { Viewport } from "../more/viewport.ts";

/** Where the mouse button went down. */
let pressed: EventTarget | null = null;

/** Rarer events, events that wait, and buttons that do: loaded by the first page that has any of them. */
export class MoreEvents {
  readonly inTime = inTime;
  readonly flush = flush;
  readonly buttons = new HeldButtons();
  readonly modals = new Modals();
  readonly viewport: Viewport;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
    this.viewport = new Viewport((element, name) =>
      host.push(element, { name, params: dataOf(element), isAction: false }),
    );
    document.addEventListener("compositionstart", ({ target }) => compose(target as Node), true);
    document.addEventListener("compositionend", () => compose(undefined), true);
    document.addEventListener("focusout", flush, true);
    // Before the connection notices.
    addEventListener("pagehide", flush, true);
    for (const type of ["keydown", "keyup", "paste", "mouseenter", "mouseleave", "close", "cancel"])
      this.#near(type);
    for (const type of ["keydown", "keyup", "scroll", "resize", "online", "offline"]) this.#ofPage(type);
    this.#ofPage("visibilitychange", "visibility");
    this.#away();
  }

  /** An element with an attribute for this part has come, or says something new. */
  entered(element: Element): void {
    this.viewport.watch(element);
    this.modals.follow(element);
  }

  /** It is gone. */
  left(element: Element): void {
    this.viewport.forget(element);
    this.modals.left(element);
  }

  /** Heard by the nearest element. Those of the mouse and of dialogs do not bubble. */
  #near(type: string): void {
    const attribute = `live-${type}`;
    const isCaptured = /^[mc]/.test(type);
    document.addEventListener(type, (event) => this.#nearest(attribute, event), isCaptured);
  }

  #nearest(attribute: string, event: Event): void {
    if (this.modals.wasClosed(event)) return;
    const isWanted = (element: Element) =>
      event instanceof KeyboardEvent
        ? wantsKey(element, event)
        : // A file field in a dialog is cancelled, too.
          !/^c/.test(event.type) || element === event.target;
    const element = this.#host.hearerOf(event, attribute, isWanted);
    const params = () => ({ ...fieldParams(event), ...detailsOf(event) });
    if (element) this.#host.act({ element, attribute, event, params });
  }

  /** Heard by every element with the attribute. */
  #ofPage(type: string, name = type): void {
    const attribute = `live-window-${name}`;
    addEventListener(type, (event) => {
      for (const element of document.querySelectorAll(`[${attribute}]`))
        if (!event.defaultPrevented && isForPage(element, event))
          this.#host.act({ element, attribute, event, params: () => detailsOf(event) });
    });
  }

  /** A click around an element. It is told of before the click itself, to which the capturing phase sees. */
  #away(): void {
    const attribute = "live-click-away";
    const remember = ({ target }: Event) => {
      pressed = target;
    };
    document.addEventListener("mousedown", remember, true);
    document.addEventListener(
      "click",
      (event) => {
        for (const element of document.querySelectorAll(`[${attribute}]`))
          if (isAway(element, event)) this.#host.act({ element, attribute, event });
      },
      true,
    );
  }
}

/** Neither pressed nor released inside; what is not shown has nothing around it. */
function isAway(element: Element, event: MouseEvent): boolean {
  // A click by the keyboard or a script was pressed nowhere.
  const isInside = event.composedPath().includes(element) || (event.detail > 0 && holds(element, pressed));
  return !isInside && element.getClientRects().length > 0;
}

function isForPage(element: Element, event: Event): boolean {
  return !(event instanceof KeyboardEvent) || (wantsKey(element, event) && !isTyping(event));
}

function fieldParams({ type, target }: Event): Params {
  return /^[mc]/.test(type) ? {} : fieldValue(target as Element);
}

function detailsOf(event: Event): Params {
  const { type } = event;
  if (event instanceof KeyboardEvent) return keyParams(event);
  if (event instanceof ClipboardEvent) return pasteParams(event);
  if (type === "close") return { returnValue: (event.target as HTMLDialogElement).returnValue };
  if (type === "scroll") return { x: Math.round(scrollX), y: Math.round(scrollY) };
  if (type === "resize") return { width: innerWidth, height: innerHeight };
  return type === "visibilitychange" ? { visible: !document.hidden } : {};
}

/** `length` tells whether some of it was cut off. */
function pasteParams({ clipboardData }: ClipboardEvent): Params {
  const text = clipboardData?.getData("text/plain") ?? "";
  return { text: text.slice(0, limits.pastedText), length: text.length };
}
