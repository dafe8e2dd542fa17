import { busyCodes, ServerFrame, type ServerMessage } from "../../shared/wire.ts";
import { Connection, type ConnectionListener } from "../connection/connection.ts";
import { Notice } from "../notice.ts";
import { Calls, type CallsHost, type Refusal } from "./calls.ts";
import { reconnectingText, tell } from "./say.ts";

/** A lost connection is only mentioned when it does not come back within this time, in milliseconds. */
const patience = 400;

/** A page without live views that calls handlers. */
export class HandlersPage implements ConnectionListener, CallsHost {
  readonly connection = new Connection(this);
  readonly #notice = new Notice();
  readonly #calls = new Calls(this);
  #losing: ReturnType<typeof setTimeout> | undefined;
  /** Once nothing can be called any more. */
  #sayEnd: (() => void) | undefined;

  start(): void {
    this.#calls.start();
    this.connection.open();
  }

  get isConnected(): boolean {
    return this.#calls.isEntered;
  }

  opened(): void {
    clearTimeout(this.#losing);
    this.#losing = undefined;
    this.#notice.hide();
    this.#calls.opened();
  }

  lost(): void {
    this.#calls.lost();
    this.#disconnected(true);
    this.#losing ??= setTimeout(() => this.#sayLost(), patience);
  }

  prepare: ConnectionListener["prepare"] = (message, text) => this.#calls.prepare(message, text);

  received(message: ServerMessage): void {
    if (message[0] === ServerFrame.Redirect) location.assign(new URL(message[2], location.href));
    else if (message[0] === ServerFrame.Ended) this.#end("Your session has ended.", "Log in again");
    else this.#calls.received(message);
  }

  outdated(): void {
    this.#end("This page is out of date.", "Reload");
  }

  entered(): void {
    this.#disconnected(false);
    this.connection.confirm();
  }

  say(text: string): void {
    this.#notice.flash(text);
  }

  waits(): void {
    if (this.#sayEnd) return this.#sayEnd();
    if (this.#losing) this.#sayLost();
    this.connection.hurry();
  }

  refused(refusal: Refusal, number = -1): void {
    const told = tell(document, refusal);
    if (number !== 0) told && this.say(told);
    else if (busyCodes.includes(refusal.code)) this.connection.retry();
    else this.#end(refusal.text, "Reload");
  }

  loadMore = () => import("../parts/more-calls.ts");

  loadMorph = () => import("../parts/morph.ts");

  #disconnected(isLost: boolean): void {
    document.documentElement.toggleAttribute("live-disconnected", isLost);
  }

  #sayLost(): void {
    this.#notice.show(reconnectingText(this.#calls.waiting));
  }

  /** Nothing can be called any more. What was typed into the page is still there. */
  #end(text: string, link: string): void {
    this.#sayEnd = () => this.#notice.show(text, link);
    this.connection.end();
    this.#calls.ended();
    this.#sayEnd();
  }
}
