import { LiveloomError } from "../errors.ts";
import { CallingPage, type CallMessage } from "../handlers/calling-page.ts";
import type { PageOutbox } from "../handlers/outgoing.ts";
import type { ViewRequest } from "../live/view-request.ts";
import { waitLimits } from "../session/mounted-views.ts";
import type { Session } from "../session/session.ts";
import {
  ClientFrame,
  type ClientMessage,
  ServerFrame,
  type ServerMessage,
  wholePage,
} from "../shared/wire.ts";
import { checkJoinToken, issuedAt, issueJoinToken } from "./join-token.ts";
import type { Services } from "./services.ts";
import { refusal } from "./view-outbox.ts";
import { withIdentity } from "./with-identity.ts";

type EnterMessage = Extract<ClientMessage, [typeof ClientFrame.Enter, ...unknown[]]>;
type RoomsMessage = Extract<ClientMessage, [typeof ClientFrame.Rooms, ...unknown[]]>;
type MissingMessage = Extract<ClientMessage, [typeof ClientFrame.Missing, ...unknown[]]>;

/** The connection of a page that calls handlers. */
export interface CallsHost {
  readonly isClosed: boolean;
  send(message: ServerMessage): void;
  sendText(frame: string): void;
  session(): Promise<Session>;
  ownAddress(url: string): URL | undefined;
  requestAt(address: URL): ViewRequest;
}

/** What the browser knows of a page that enters. */
interface Attachment {
  /** How many frames it has had; -1 when it has not entered before. */
  readonly received: number;
  /** The last call that was answered; -1 for a new page. */
  readonly answered: number;
  readonly isBehind: boolean;
}

/** One connection's way to handlers: it enters with the page's token, and calls. */
export class PageCalls implements PageOutbox {
  readonly #host: CallsHost;
  readonly #services: Services;
  #page: CallingPage | undefined;
  #token = "";
  #isEntering = false;
  /** Entering, and what is asked about rooms after that, is done in order. */
  #line: Promise<void> | undefined;

  constructor(host: CallsHost, services: Services) {
    this.#host = host;
    this.#services = services;
  }

  receive(message: EnterMessage | CallMessage | MissingMessage | RoomsMessage): void {
    if (message[0] === ClientFrame.Enter) return this.#enter(message);
    if (message[0] === ClientFrame.Rooms) return this.#inLine(() => this.#enterRooms(message[1]));
    if (message[0] === ClientFrame.Missing) return this.#services.missing.count(message[1]);
    if (this.#page?.isShownBy(this)) this.#page.call(message);
    else this.#refuse(message[1], new LiveloomError("LV-PAGE-NOT-ENTERED"));
  }

  send(frame: string): void {
    this.#host.sendText(frame);
  }

  /** The socket is gone; the page waits for a while, in case the browser comes back. */
  closed(): void {
    const page = this.#page;
    if (!page) return;
    const isOurs = page.detach(this);
    if (page.isClosed) this.#services.callers.forget(this.#token);
    else if (isOurs) this.#services.callers.wait(this.#token, page, Date.now() + waitLimits.reconnect);
  }

  #enter(message: EnterMessage): void {
    if (this.#isEntering) return this.#refuse(0, new LiveloomError("LV-BUSY"));
    this.#isEntering = true;
    this.#inLine(async () => {
      await this.#admit(message).finally(() => {
        this.#isEntering = false;
      });
    });
  }

  #inLine(work: () => Promise<void>): void {
    const line = (this.#line ?? Promise.resolve()).then(work).catch((error) => this.#refuse(0, error));
    this.#line = line;
  }

  /** The page names other rooms than before. */
  async #enterRooms(rooms: readonly string[]): Promise<void> {
    const page = this.#page;
    if (page?.isShownBy(this)) await page.enter(rooms, await this.#host.session());
  }

  async #admit([, token, url, received, rooms]: EnterMessage): Promise<void> {
    const session = await this.#host.session();
    if (this.#host.isClosed) return;
    checkJoinToken(this.#services.signer, token, { session, now: Date.now() });
    const waiting = this.#services.callers.take(token);
    if (waiting && !waiting.isClosed) {
      this.#attach(waiting, { received, answered: waiting.answered, isBehind: false });
      return await waiting.enter(rooms, session);
    }
    const page = await this.#open(session, url, received);
    if (this.#host.isClosed) return page.close();
    await page.enter(rooms, session);
    // A page that was there before has missed whatever was sent since it left.
    const isBehind = received >= 0 || page.hasMissed(issuedAt(token));
    this.#attach(page, { received, answered: -1, isBehind });
  }

  async #open(session: Session, url: string, received: number): Promise<CallingPage> {
    const address = this.#host.ownAddress(url);
    if (!address) throw new LiveloomError("LV-ROUTE-UNKNOWN", { path: url });
    return await withIdentity(this.#services, session, async (identity) => {
      const principal = await identity.current();
      const request = this.#host.requestAt(address);
      const page = { identity, principal, session, request, received: Math.max(0, received) };
      return new CallingPage(page, this.#services.calls);
    });
  }

  #attach(page: CallingPage, { received, answered, isBehind }: Attachment): void {
    if (this.#host.isClosed) return page.close();
    const token = issueJoinToken(this.#services.signer, page.sessionHash, Date.now());
    const had = Math.max(0, received);
    const missed = page.outgoing.since(had);
    this.#host.send([ServerFrame.Entered, token, answered, missed && !isBehind ? 0 : 1]);
    if (missed) for (const frame of missed) this.#host.sendText(frame);
    else page.outgoing.restart(had);
    this.#keep(token, page);
    page.outgoing.attach(this);
  }

  /** A page that enters again is another one. */
  #keep(token: string, page: CallingPage): void {
    if (this.#page && this.#page !== page) {
      this.#services.callers.forget(this.#token);
      this.#page.close();
    }
    this.#page = page;
    this.#token = token;
    this.#services.callers.attach(token, page);
  }

  #refuse(number: number, error: unknown): void {
    const about = "a page that calls handlers";
    this.#host.send(refusal({ view: wholePage, sequence: number }, this.#services.problems.of(error, about)));
  }
}
