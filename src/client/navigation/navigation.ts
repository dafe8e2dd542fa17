import { attributes, pageAttributes } from "../../shared/markup.ts";
import {
  ClientFrame,
  type ClientMessage,
  type Message,
  type ScopePatch,
  type ServerFrame,
  type ServerMessage,
  VisitKind,
} from "../../shared/wire.ts";
import { here, loadedAddress } from "../addresses.ts";
import { markCurrentLinks } from "./current-links.ts";
import { introduce } from "./introduce.ts";
import { letDismiss, showMessages } from "./messages.ts";
import { setTitle } from "./page-title.ts";
import { showProgress } from "./progress-bar.ts";

/** The page's view, as the navigation needs it. */
interface NavigatingView {
  readonly number: number;
  readonly element: Element;
  /** Whether it is live, so that it can be asked for other addresses. */
  readonly isJoined: boolean;
  /** While a visit is under way, what people do waits. */
  hold(isHeld: boolean): void;
  patch(patch: ScopePatch): void;
  enter(html: string, token: string): void;
}

/** What the navigation needs of its page. */
export interface NavigationHost {
  readonly view: NavigatingView;
  send(message: ClientMessage): void;
  /** Another view is there: the views inside the one before are gone. */
  entered(): void;
  notify(text: string): void;
}

type PageFrame = Extract<ServerMessage, [typeof ServerFrame.Page, ...unknown[]]>;

interface Visit {
  readonly number: number;
  readonly url: URL;
  /** undefined when the browser's history is at that address already. */
  readonly replace: boolean | undefined;
}

/** What is kept with an entry of the browser's history. */
interface Entry {
  /** The mounted view that the entry belongs to: within one, going back is a patch. */
  readonly mount: number;
  /** Names the entry's scroll position. */
  readonly key: number;
}

/** Where the page is, was, and is going to. */
export class Navigation {
  readonly #host: NavigationHost;
  #mount = Math.random();
  #key = entryOf()?.key ?? Math.random();
  /** The address that is shown. */
  #shown = here();
  #count = 0;
  /** The newest visit, while it is not answered. */
  #visit: Visit | undefined;

  constructor(host: NavigationHost) {
    this.#host = host;
    letDismiss();
    if (entryOf() && loadedAddress() !== this.#shown) this.#arriveElsewhere();
    else this.#stamp();
    if (history.scrollRestoration === "manual") this.#restoreScroll();
    // A page comes back from the browser's cache with what it had, perhaps at another of its addresses.
    for (const sign of ["popstate", "pageshow"])
      addEventListener(sign, (event) => ("persisted" in event && !event.persisted) || this.#traversed());
    // A link to another place on the page scrolls before anybody is told.
    for (const sign of ["click", "pagehide"]) addEventListener(sign, () => this.#rememberScroll(), true);
  }

  /** Somebody has gone back before this script was there. */
  #arriveElsewhere(): void {
    this.#shown = loadedAddress();
    this.#key = Math.random();
    this.#traversed();
  }

  /** Asks for another address. Without a connection the browser loads it. */
  go(url: URL, kind: 0 | 1, replace: Visit["replace"]): void {
    const visit = { number: ++this.#count, url, replace };
    if (!this.#host.view.isJoined) return load(visit);
    this.#visit = visit;
    this.#hold(true);
    showProgress();
    this.#host.send([
      ClientFrame.Visit,
      this.#host.view.number,
      visit.number,
      url.pathname + url.search,
      kind,
    ]);
  }

  /** The server has answered, or gone elsewhere by itself. */
  arrived(frame: PageFrame): void {
    const [, , number, url, , , , token] = frame;
    const visit = this.#visit;
    const isAnswer = visit?.number === number;
    if (token) this.#mount = Math.random();
    if (isAnswer) this.#enter(url + visit.url.hash, visit.replace);
    // While a newer visit is under way, only the content counts.
    else if (!visit && url && url !== this.#shown) this.#enter(url, number < 0);
    this.#shown = url || this.#shown;
    this.#change(frame);
    if (!isAnswer) return;
    this.#settle();
    this.#scroll(visit, token);
  }

  /** Brings the page to what the frame says, and what is around its view. */
  #change([, , number, url, title, description, content, token]: PageFrame): void {
    const { view, entered } = this.#host;
    if (number > 0) showMessages([]);
    if (typeof content === "object") view.patch(content);
    else if (token) view.enter(content ?? "", token);
    setTitle(view.element.getAttribute(pageAttributes.title) ?? "", title, description);
    if (!url) return;
    markCurrentLinks();
    if (token) entered();
    if (token) introduce(view.element);
    const detail = { url: location.href, isNewView: token !== undefined };
    view.element.dispatchEvent(new CustomEvent("live:navigated", { bubbles: true, detail }));
  }

  /** Where the layout has no place for messages, they are notices. */
  say(messages: readonly Message[]): void {
    if (!showMessages(messages) && messages.length > 0)
      this.#host.notify(messages.map(({ text }) => text).join(" "));
  }

  /** The browser is to load an address. False when no visit has asked for it. */
  leaves(url: string): boolean {
    if (!this.#visit) return false;
    this.#settle();
    location.assign(url);
    return true;
  }

  /** A visit was refused. When the page is not what the browser's address says, that is loaded. */
  refused(number: number): void {
    if (this.#visit?.number !== number) return;
    this.#settle();
    if (here() !== this.#shown) location.reload();
  }

  /** The connection is lost: what was asked for is loaded. */
  lost(): void {
    const visit = this.#visit;
    if (!visit) return;
    this.#settle();
    load(visit);
  }

  #settle(): void {
    this.#visit = undefined;
    this.#hold(false);
  }

  #hold(isHeld: boolean): void {
    document.documentElement.toggleAttribute(attributes.navigating, isHeld);
    this.#host.view.hold(isHeld);
  }

  #enter(address: string, replace: Visit["replace"]): void {
    history.scrollRestoration = "manual";
    if (replace ?? true) return this.#stamp(address);
    this.#rememberScroll();
    if (address === here() + location.hash) return this.#stamp();
    this.#key = Math.random();
    history.pushState(null, "", address);
    this.#stamp();
  }

  #stamp(address?: string): void {
    const liveloom: Entry = { mount: this.#mount, key: this.#key };
    history.replaceState({ ...history.state, liveloom }, "", address);
  }

  /** Back, forward, or a link to another place on the page, which the browser shows. */
  #traversed(): void {
    const entry = entryOf();
    if (entry) this.#rememberScroll();
    this.#key = entry?.key ?? Math.random();
    const isSameView = !entry || entry.mount === this.#mount;
    const isShown = isSameView && here() === this.#shown && !this.#visit;
    if (!entry) this.#stamp();
    if (!isShown) this.go(new URL(location.href), isSameView ? VisitKind.Patch : VisitKind.Mount, undefined);
    else if (entry) this.#restoreScroll();
  }

  #scroll({ url, replace }: Visit, token: string | undefined): void {
    if (replace === undefined) return this.#restoreScroll();
    const place = url.hash && document.getElementById(decodeURIComponent(url.hash.slice(1)));
    if (place) place.scrollIntoView();
    else if (token) scrollTo({ left: 0, top: 0, behavior: "instant" });
  }

  #rememberScroll(): void {
    sessionStorage.setItem(scrollKey + this.#key, `${scrollX},${scrollY}`);
  }

  #restoreScroll(): void {
    const [left, top] = sessionStorage.getItem(scrollKey + this.#key)?.split(",") ?? [];
    if (left && top) scrollTo({ left: +left, top: +top, behavior: "instant" });
  }
}

const scrollKey = "liveloom.scroll.";

function entryOf(): Entry | undefined {
  return history.state?.liveloom;
}

function load({ url, replace }: Visit): void {
  if (replace === undefined) location.reload();
  else if (replace) location.replace(url);
  else location.assign(url);
}
