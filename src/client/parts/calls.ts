import { busyCodes, ClientFrame, ServerFrame, type ServerMessage, wholePage } from "../../shared/wire.ts";
import { Calls, type CallsHost, type Refusal } from "../calls/calls.ts";
import { namedRooms } from "../calls/named-rooms.ts";
import { tell } from "../calls/say.ts";
import type { Connection } from "../connection/connection.ts";
import type { Notice } from "../notice.ts";

/** What a page with live views lends to its calls of handlers. */
interface LivePage {
  readonly page: { navigate(to: string, options: { replace: boolean }): void };
  readonly hasViews: boolean;
  readonly connection: Connection;
  readonly notice: Notice;
  readonly loadMore: CallsHost["loadMore"];
  readonly loadMorph: CallsHost["loadMorph"];
}

/** The calls of handlers in a page with live views, over the same connection. */
export class PageCalls implements CallsHost {
  readonly #live: LivePage;
  readonly #calls: Calls;
  /** Those that the server was told of. */
  #rooms = "[]";
  readonly connection: Connection;
  readonly loadMore: CallsHost["loadMore"];
  readonly loadMorph: CallsHost["loadMorph"];
  /** The view goes to the address, or gives way to that of another page. */
  readonly go?: (url: string, isReplaced: boolean) => void;

  constructor(live: LivePage) {
    if (live.hasViews) this.go = (url, replace) => live.page.navigate(url, { replace });
    this.#live = live;
    this.connection = live.connection;
    this.loadMore = live.loadMore;
    this.loadMorph = live.loadMorph;
    this.#calls = new Calls(this);
    this.#calls.start();
    addEventListener("live:navigated", () => this.#tellRooms());
  }

  opened(): void {
    this.#rooms = JSON.stringify(namedRooms());
    this.#calls.opened();
  }

  /** The page shows another view, which may name other rooms. */
  #tellRooms(): void {
    const rooms = namedRooms();
    const list = JSON.stringify(rooms);
    if (list !== this.#rooms) this.connection.send([ClientFrame.Rooms, rooms]);
    this.#rooms = list;
  }

  lost(): void {
    this.#calls.lost();
  }

  prepare(message: ServerMessage, text: string): void {
    this.#calls.prepare(message, text);
  }

  /** Takes a frame if it is one about calls. */
  received(message: ServerMessage): boolean {
    const isOurs =
      (message[0] >= ServerFrame.Entered && message[0] <= ServerFrame.Updates) || message[1] === wholePage;
    if (!isOurs) return false;
    if (message[0] === ServerFrame.Redirect) location.assign(new URL(message[2], location.href));
    else if (message[0] === ServerFrame.Ended) this.#end("Your session has ended.", "Log in again");
    else this.#calls.received(message);
    return true;
  }

  entered(): void {}

  say(text: string): void {
    this.#live.notice.flash(text);
  }

  waits(): void {
    this.connection.hurry();
  }

  refused(refusal: Refusal, number = -1): void {
    const told = tell(document, refusal);
    if (number !== 0) told && this.say(told);
    else if (busyCodes.includes(refusal.code)) this.connection.retry();
    else this.#end(refusal.text, "Reload");
  }

  #end(text: string, link: string): void {
    this.#calls.ended();
    this.#live.notice.show(text, link);
  }
}
