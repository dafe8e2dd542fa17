import type { BrowserEventName, BrowserPayload } from "../../shared/browser-events.ts";
import type { EventName, ParamsOf, ReplyOf } from "./view-events.ts";

/** What a hook may do as its element comes, changes and goes. What they throw is logged. */
export interface HookMethods {
  /** The element is in the page, and so is all that came with it. */
  mounted?(): unknown;
  /** The server is about to change something in the page: the last moment to look at what it was like before. */
  beforeUpdate?(): unknown;
  /** The server changed the element's attributes or something in it. */
  updated?(): unknown;
  /** The element is gone. */
  destroyed?(): unknown;
  /** The connection is lost. */
  disconnected?(): unknown;
  /** The connection is back, and the page up to date or about to be. */
  reconnected?(): unknown;
}

/** The page's client, which is there before any hook. */
interface Client {
  ask(name: string, params: unknown, origin: Element): Promise<unknown>;
}

export type HookClass = new (element: never, gone: AbortSignal) => Hook<never, never>;

/**
 * Looks after one element: a chart, an editor, dragging. Each element with `live-hook` gets an instance of its own, which
 * keeps its fields for as long as the element is in the page.
 *
 * @typeParam View The view's class, whose events can be called.
 * @typeParam E The element's type.
 * @example
 * class Chart extends Hook<ReportPage, HTMLCanvasElement> {
 *   #chart = new FancyChart(this.el);
 *   mounted() { this.handleEvent("points", (points) => this.#chart.add(points)); }
 *   destroyed() { this.#chart.free(); }
 * }
 * hooks({ Chart });
 */
// biome-ignore lint/suspicious/noExplicitAny: any view
export class Hook<View = any, E extends HTMLElement = HTMLElement> implements HookMethods {
  readonly el: E;
  /** Aborted when the element is gone: pass it to `addEventListener` and `fetch`. */
  readonly gone: AbortSignal;

  constructor(el: E, gone: AbortSignal) {
    this.el = el;
    this.gone = gone;
  }

  mounted?(): unknown;
  beforeUpdate?(): unknown;
  updated?(): unknown;
  destroyed?(): unknown;
  disconnected?(): unknown;
  reconnected?(): unknown;

  /**
   * Calls an event of the view that the element is in. Resolves with what its handler returned, once the page shows what
   * it changed; null for nothing. Rejects with an Error that has a `code` when it was refused or failed.
   */
  pushEvent<Name extends EventName<View>>(
    name: Name,
    ...[params]: ParamsOf<View, Name>
  ): Promise<ReplyOf<View, Name>> {
    const { liveloom } = globalThis as unknown as { liveloom: Client };
    return liveloom.ask(name, params, this.el) as Promise<ReplyOf<View, Name>>;
  }

  /** Hears what the view tells by its `pushEvent`, until the element is gone. */
  handleEvent<Name extends BrowserEventName>(
    name: Name,
    callback: (payload: BrowserPayload<Name>) => unknown,
  ): void {
    const hear = (event: Event) => callback((event as CustomEvent).detail);
    this.el.closest("[live-view]")?.addEventListener(`live:push:${name}`, hear, { signal: this.gone });
  }
}
