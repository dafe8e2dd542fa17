import { ClientFrame, type ClientMessage, VisitKind } from "../shared/wire.ts";

/** What the navigation needs of its page. */
export interface NavigationHost {
  /** Whether the page's view is live, so that it can be asked for other addresses. */
  readonly isLive: boolean;
  send(message: ClientMessage): void;
  /** While a visit is under way, what people do on the page waits. */
  hold(isHeld: boolean): void;
}

interface Visit {
  readonly number: number;
  readonly url: URL;
  /** undefined when the browser's history is at that address already. */
  readonly replace: boolean | undefined;
}

/** How the page has come to another address. */
export interface Arrival {
  /** The visit, as a Page frame says it. */
  readonly visit: number;
  readonly url: string;
  readonly isNewView: boolean;
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
  #key = entryOf(history.state)?.key ?? Math.random();
  /** The address that is shown. */
  #shown = here();
  #count = 0;
  /** The newest visit, while it is not answered. */
  #visit: Visit | undefined;

  constructor(host: NavigationHost) {
    this.#host = host;
    this.#stamp();
    if (history.scrollRestoration === "manual") this.#restoreScroll();
    addEventListener("popstate", ({ state }) => this.#traversed(state));
    addEventListener("pageshow", ({ persisted }) => persisted && this.#traversed(history.state));
    addEventListener("pagehide", () => this.#rememberScroll());
    // A link to another place on the page scrolls before anybody is told.
    document.addEventListener("click", () => this.#rememberScroll(), true);
  }

  get isUnderWay(): boolean {
    return this.#visit !== undefined;
  }

  /** Asks for another address. Without a connection the browser loads it. */
  go(url: URL, kind: 0 | 1, replace: Visit["replace"]): void {
    const visit = { number: ++this.#count, url, replace };
    if (!this.#host.isLive) return load(visit);
    this.#visit = visit;
    this.#host.hold(true);
    this.#host.send([ClientFrame.Visit, 0, visit.number, url.pathname + url.search, kind]);
  }

  /** The server has answered, or gone elsewhere by itself; `change` brings the page's content there. */
  arrived({ visit: number, url, isNewView }: Arrival, change: () => void): void {
    const visit = this.#visit;
    const isAnswer = visit?.number === number;
    if (isNewView) this.#mount = Math.random();
    if (isAnswer) this.#enter(url + visit.url.hash, visit.replace);
    // While a newer visit is under way, only the content counts.
    else if (!visit && url && url !== this.#shown) this.#enter(url, number < 0);
    this.#shown = url || this.#shown;
    change();
    if (!isAnswer) return;
    this.#settle();
    this.#scroll(visit, isNewView);
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
    this.#host.hold(false);
  }

  #enter(address: string, replace: Visit["replace"]): void {
    history.scrollRestoration = "manual";
    if (replace ?? true) return this.#stamp(address);
    this.#rememberScroll();
    if (address === here() + location.hash) return this.#stamp();
    this.#key = Math.random();
    history.pushState({ liveloom: { mount: this.#mount, key: this.#key } }, "", address);
  }

  #stamp(address?: string): void {
    const entry: Entry = { mount: this.#mount, key: this.#key };
    history.replaceState({ ...history.state, liveloom: entry }, "", address);
  }

  /** Back, forward, or a link to another place on the page, which the browser shows. */
  #traversed(state: unknown): void {
    const entry = entryOf(state);
    if (entry) this.#rememberScroll();
    this.#key = entry?.key ?? Math.random();
    const isSameView = !entry || entry.mount === this.#mount;
    const isShown = isSameView && here() === this.#shown && !this.#visit;
    if (!entry) this.#stamp();
    if (!isShown) this.go(new URL(location.href), isSameView ? VisitKind.Patch : VisitKind.Mount, undefined);
    else if (entry) this.#restoreScroll();
  }

  #scroll({ url, replace }: Visit, isNewView: boolean): void {
    if (replace === undefined) return this.#restoreScroll();
    const place = url.hash && document.getElementById(decodeURIComponent(url.hash.slice(1)));
    if (place) place.scrollIntoView();
    else if (isNewView) scrollTo({ left: 0, top: 0, behavior: "instant" });
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

function here(): string {
  return location.pathname + location.search;
}

function entryOf(state: unknown): Entry | undefined {
  return (state as { liveloom?: Entry } | null)?.liveloom;
}

function load({ url, replace }: Visit): void {
  if (replace === undefined) location.reload();
  else if (replace) location.replace(url);
  else location.assign(url);
}
