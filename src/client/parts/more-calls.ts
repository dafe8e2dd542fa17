import { attributes, callAttributes } from "../../shared/markup.ts";
import { ClientFrame, type Update, UpdateKind } from "../../shared/wire.ts";
import type { Calls } from "../calls/calls.ts";
import { focusIn } from "../calls/focus-in.ts";
import { usualTypes } from "../calls/listen-for-calls.ts";
import { namedRooms } from "../calls/named-rooms.ts";
import { PageHistory } from "../calls/page-history.ts";
import { find } from "../calls/place.ts";
import { freshPage, morphContent } from "../calls/refresh.ts";
import { type SightingListener, Sightings } from "../calls/sightings.ts";
import { hasAttributeOf } from "../elements.ts";
import type { Heard } from "../events/act.ts";
import { Press } from "../events/press.ts";
import { isTyping, wantsKey } from "../more/keys.ts";
import { flush, inTime } from "../more/pace.ts";

/** A handler whose answer brings an element that calls when it comes, and so on: no further than this. */
const chainLimit = 8;

/** The same for elements that are in view when they come: a list may need so many to fill a high window. */
const fillLimit = 50;

type Morph = typeof import("./morph.ts");

/** What not every page with handlers needs: pauses, elements that call when they come, other updates than HTML. */
export class MoreCalls implements SightingListener {
  readonly flush = flush;
  readonly wants = wants;
  readonly press = new Press();
  readonly #calls: Calls;
  readonly #history: PageHistory | undefined;
  readonly #types = new Set(usualTypes);
  readonly #sightings: Sightings;
  #morph: Morph | undefined;

  constructor(calls: Calls) {
    this.#calls = calls;
    if (!calls.host.go) this.#history = new PageHistory(() => this.#show());
    this.#sightings = new Sightings(this);
    document.addEventListener("focusout", flush, true);
    addEventListener("pagehide", flush, true);
  }

  /** Sends when it is time. */
  inTime(heard: Heard, send: () => void): void {
    if (hasAttributeOf(heard.element, attributes.prevent)) heard.event.preventDefault();
    const { depth } = this;
    if (!this.#isEndless(heard.attribute)) inTime(heard, () => this.at(depth, send));
  }

  /** Looks now at what has come into the page. */
  look(): void {
    this.#sightings.look();
  }

  /** How many answers led to what is done now. */
  get depth(): number {
    return this.#calls.depth;
  }

  /** Does something to which so many answers led. */
  at(depth: number, work: () => void): void {
    const before = this.depth;
    this.#calls.depth = depth;
    work();
    this.#calls.depth = before;
  }

  call(element: Element, attribute: string): void {
    if (!this.#isEndless(attribute)) this.#calls.call(element, attribute);
  }

  #isEndless(attribute: string): boolean {
    const isEndless = this.depth > (attribute === callAttributes.appear ? fillLimit : chainLimit);
    if (isEndless) console.error(`Liveloom: ${attribute} is called by its own answer, again and again.`);
    return isEndless;
  }

  /** Does what is more than putting HTML somewhere. */
  apply(update: Update): void {
    const [kind, target, detail] = update;
    if (kind === UpdateKind.Title) document.title = target;
    else if (kind === UpdateKind.Url) this.#enter(target, detail === 1);
    else if (kind === UpdateKind.Scroll && !target) scrollTo({ top: 0, behavior: "smooth" });
    else if (kind === UpdateKind.Event && !target) tell(document, update);
    else this.#change(update, find(target));
  }

  #change(update: Update, element: Element): void {
    const [kind, , html] = update;
    if (kind === UpdateKind.Scroll) element.scrollIntoView({ behavior: "smooth" });
    else if (kind === UpdateKind.Focus) focusIn(element);
    else if (kind === UpdateKind.Event) tell(element, update);
    else if (this.#morph) morphContent(this.#morph, element, String(html));
  }

  #enter(url: string, isReplaced: boolean): void {
    if (this.#history) this.#history.enter(url, isReplaced);
    else this.#calls.host.go?.(url, isReplaced);
  }

  /**
   * The page is connected again.
   * @param lost Calls of which nobody knows whether they were handled.
   * @param expired Calls that waited too long.
   * @param isBehind Whether the page has missed updates for good.
   */
  cameBack(lost: number, expired: number, isBehind: 0 | 1): void {
    if (lost > 0) this.#calls.host.say("The connection was lost. Check whether your last action was done.");
    else if (expired > 0) this.#calls.host.say(`Offline for too long: ${expired} not sent.`);
    if (isBehind) void this.#refresh();
  }

  /** Brings what has to be up to date to what the server has now. */
  async #refresh(): Promise<void> {
    const stale = document.querySelectorAll(`[${callAttributes.refresh}][id]`);
    document.dispatchEvent(new CustomEvent("live:missed"));
    if (stale.length === 0) return;
    try {
      const page = await freshPage();
      for (const element of stale) await this.#morphTo(element, page.getElementById(element.id));
    } catch (error) {
      console.warn("Liveloom: what the page missed could not be fetched.", error);
    }
  }

  /** Shows the page of another address. */
  async #show(): Promise<void> {
    const { href } = location;
    try {
      const page = await freshPage();
      // Somebody has gone on meanwhile.
      if (location.href !== href) return;
      const { lang, dir } = page.documentElement;
      Object.assign(document.documentElement, { lang, dir });
      document.title = page.title;
      await this.#morphTo(document.body, page.body);
      this.#calls.host.connection.send([ClientFrame.Rooms, namedRooms()]);
    } catch {
      location.reload();
    }
  }

  async #morphTo(element: Element, fresh: Element | null): Promise<void> {
    await this.#loadMorph();
    if (this.#morph && fresh) morphContent(this.#morph, element, fresh.innerHTML);
    this.at(1, () => this.look());
  }

  /** Holds what has come while something is pressed, and updates that morph until they can. */
  prepare(updates: readonly Update[]): void {
    const morphs = updates.some(([kind]) => kind === UpdateKind.Morph);
    this.#calls.host.connection.hold(this.press.end);
    if (morphs && !this.#morph) this.#calls.host.connection.hold(this.#loadMorph());
  }

  async #loadMorph(): Promise<void> {
    this.#morph ??= await this.#calls.host.loadMorph();
  }

  /** Hears of this type of event from now on. What does not bubble is heard on its way down. */
  listen(type: string): void {
    if (this.#types.has(type)) return;
    this.#types.add(type);
    const { listener } = this.#calls;
    document.addEventListener(type, (event) => event.bubbles && listener(event));
    document.addEventListener(type, (event) => event.bubbles || listener(event), true);
  }
}

/** Of keys those that the element names, unless they are on their way into a text of another one. */
function wants(element: Element, event: Event): boolean {
  if (!(event instanceof KeyboardEvent)) return true;
  const isElsewhere = event.target !== element && isTyping(event);
  return wantsKey(element, event) && !event.repeat && !isElsewhere;
}

function tell(target: EventTarget, update: Update): void {
  const [, , name, detail] = update as Extract<Update, [typeof UpdateKind.Event, ...unknown[]]>;
  target.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
}
