import { LiveloomError } from "../errors.ts";
import { asThrown } from "../live/failure.ts";
import type { MountedView } from "../live/mounted-view.ts";
import { isForPage } from "../live/navigation/view-navigation.ts";
import { openPage } from "../live/open-page.ts";
import type { ViewRequest } from "../live/view-request.ts";
import type { Session } from "../session/session.ts";
import { type ClientFrame, type ClientMessage, type Message, VisitKind } from "../shared/wire.ts";
import type { LiveRoute } from "./live-route.ts";
import type { RouteMatch } from "./router.ts";
import type { Services } from "./services.ts";
import { withIdentity } from "./with-identity.ts";

/** Most redirects in a row that a visit follows. */
export const redirectLimit = 5;

/** How long a visit waits for what was asked of the old view before, in milliseconds. */
export const leavePatience = 2_000;

export type VisitMessage = Extract<ClientMessage, [typeof ClientFrame.Visit, ...unknown[]]>;

/** What visits need of their connection. */
export interface VisitHost {
  session(): Promise<Session>;
  /** The address, when it is one of this app. */
  ownAddress(url: string): URL | undefined;
  requestAt(address: URL): ViewRequest;
  /** The view with this number, while this connection shows it. */
  shown(view: number): MountedView | undefined;
  /** Puts a view in the place of another. */
  swap(view: number, visit: number, next: NextView): void;
  /** The browser loads the address. */
  load(view: number, url: string): void;
  refuse(view: number, visit: number, error: unknown): void;
}

/** A view that is ready to be shown, and its HTML with the views inside of it. */
export interface NextView {
  readonly mounted: MountedView;
  readonly html: string;
}

/** The visits of one connection. One is under way at a time, and the newest waits. */
export class Visits {
  readonly #host: VisitHost;
  readonly #services: Services;
  #waiting: VisitMessage | undefined;
  #isRunning = false;

  constructor(host: VisitHost, services: Services) {
    this.#host = host;
    this.#services = services;
  }

  async visit(message: VisitMessage): Promise<void> {
    this.#waiting = message;
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      for (let next = this.#take(); next; next = this.#take()) await this.#run(next);
    } finally {
      this.#isRunning = false;
    }
  }

  #take(): VisitMessage | undefined {
    const message = this.#waiting;
    this.#waiting = undefined;
    return message;
  }

  async #run([, view, visit, url, kind]: VisitMessage): Promise<void> {
    const shown = this.#host.shown(view);
    if (!shown) {
      const error = new LiveloomError("LV-VIEW-NOT-MOUNTED", { view });
      return this.#host.refuse(view, visit, error);
    }
    const place = this.#place(url);
    if (!place) return await this.#load({ view, url: this.#loadable(url), shown });
    if (kind !== VisitKind.Patch || place.found.route.View !== shown.View)
      return await this.#mount({ view, visit, place, shown });
    const request = this.#host.requestAt(place.address);
    const isCurrent = () => this.#waiting === undefined;
    shown.visit({ number: visit, request, params: place.found.params, isCurrent });
  }

  /** The old view stays until the new one is there; what was asked of it before is done first. */
  async #mount({ view, visit, place, shown }: MountVisit): Promise<void> {
    const done = shown.inTurn().catch(() => {});
    let next: MountedView | undefined;
    try {
      next = await this.#open({ view, place, shown });
      await Promise.race([done, new Promise((resolve) => setTimeout(resolve, leavePatience).unref())]);
      const { html } = (await next?.fullHtml()) ?? {};
      const isWanted = this.#waiting === undefined && this.#host.shown(view) === shown;
      if (next && html !== undefined && isWanted) this.#host.swap(view, visit, { mounted: next, html });
      else next?.close();
    } catch (thrown) {
      next?.close();
      await this.#fail(asThrown(thrown), { view, visit, place, shown });
    }
  }

  /** Undefined when redirects lead to what is no live view: the browser then loads it. */
  async #open({ view, place, shown }: Omit<MountVisit, "visit">): Promise<MountedView | undefined> {
    const session = await this.#host.session();
    let messages = shown.leftMessages;
    let next = place;
    for (let hops = 0; ; hops++) {
      const mounted = await this.#mountAt(next, session, messages);
      if (mounted.redirectTo === undefined) return mounted;
      messages = mounted.messages?.takeUnseen() ?? [];
      mounted.close();
      const target = hops < redirectLimit ? this.#place(mounted.redirectTo) : undefined;
      if (target) next = target;
      else return void (await this.#load({ view, url: mounted.redirectTo, shown, messages }));
    }
  }

  async #mountAt(
    { address, found }: Place,
    session: Session,
    messages: readonly Message[],
  ): Promise<MountedView> {
    const { params, route } = found;
    const request = this.#host.requestAt(address);
    const page = { View: route.View, params, request, sessionHash: session.idHash, messages };
    return await withIdentity(this.#services, session, (identity) =>
      openPage({ ...page, identity }, this.#services.views),
    );
  }

  /** The address as a path of this app: the browser would leave it for one that starts with two slashes. */
  #loadable(url: string): string {
    const { pathname, search } = this.#host.ownAddress(url) ?? {};
    return pathname === undefined || pathname.startsWith("//") ? "/" : pathname + search;
  }

  #place(url: string): Place | undefined {
    const address = this.#host.ownAddress(url);
    const found = address && this.#services.router.findLive(address.pathname);
    return found && { address, found };
  }

  /** What a request would answer with a page is loaded as one; anything else leaves the old page as it is. */
  async #fail(error: unknown, { view, visit, place, shown }: MountVisit): Promise<void> {
    if (this.#host.shown(view) !== shown) return;
    if (!isForPage(error)) return shown.refuseVisit(visit, error);
    const url = place.address.pathname + place.address.search;
    await this.#load({ view, url: this.#services.views.wayIn(error, url) ?? url, shown });
  }

  /** The browser loads the address; what the old view has left to say waits there. */
  async #load({ view, url, shown, messages = shown.leftMessages }: Load): Promise<void> {
    if (messages.length > 0) {
      await this.#services.views.keepMessages(shown.sessionHash, messages);
      shown.messages?.takeUnseen();
    }
    this.#host.load(view, url);
  }
}

/** An address with a live view at it. */
interface Place {
  readonly address: URL;
  readonly found: RouteMatch<LiveRoute>;
}

interface MountVisit {
  readonly view: number;
  readonly visit: number;
  readonly place: Place;
  /** The view that is there until then. */
  readonly shown: MountedView;
}

interface Load {
  readonly view: number;
  readonly url: string;
  readonly shown: MountedView;
  readonly messages?: readonly Message[];
}
