import {
  ClientFrame,
  limits,
  pageToken,
  ServerFrame,
  type ServerMessage,
  type Update,
  UpdateKind,
} from "../../shared/wire.ts";
import { here } from "../addresses.ts";
import type { Connection } from "../connection/connection.ts";
import { attributeOf } from "../elements.ts";
import type { Heard } from "../events/act.ts";
import type { MoreCalls } from "../parts/more-calls.ts";
import { callData, callForm } from "./call-data.ts";
import { CallQueue, type QueuedCall } from "./call-queue.ts";
import { hear, usualTypes } from "./listen-for-calls.ts";
import { namedRooms } from "./named-rooms.ts";
import { place } from "./place.ts";

/** What only some pages have, and needs a part of its own. */
const rarer = /live-(appear|autofocus|disappear|init|on|modal|debounce|throttle)/;

export interface Refusal {
  readonly code: string;
  readonly text: string;
  readonly id?: string | undefined;
}

/** What the calls need of their page. */
export interface CallsHost {
  readonly connection: Connection;
  /** The page has entered. */
  entered(): void;
  /** Tells people something. */
  say(text: string): void;
  /** Something was refused: a call, or with the number 0 the page itself. */
  refused(refusal: Refusal, number?: number): void;
  /** A call waits for the connection. */
  waits(): void;
  /** Goes to another address, where that is not left to the browser's history. */
  go?(url: string, isReplaced: boolean): void;
  loadMore(): Promise<typeof import("../parts/more-calls.ts")>;
  loadMorph(): Promise<typeof import("../parts/morph.ts")>;
}

/** The page's calls of handlers, and what the server does to the page. */
export class Calls {
  readonly host: CallsHost;
  readonly #queue = new CallQueue();
  #token = document.querySelector<HTMLMetaElement>(`meta[name=${pageToken}]`)?.content ?? "";
  #more: MoreCalls | undefined;
  #loading: Promise<void> | undefined;
  /** How many answers led to what is done now: none to what people do. */
  depth = 0;
  #isEntered = false;
  /** How many frames came that count; -1 until the page has entered. */
  #received = -1;
  #count = 0;

  constructor(host: CallsHost) {
    this.host = host;
  }

  start(): void {
    for (const type of usualTypes) document.addEventListener(type, this.listener);
    if (history.state?.liveCalls || rarer.test(document.documentElement.outerHTML)) this.#loadMore();
  }

  /** Hears what happens to elements that call, those that come later, too. */
  readonly listener = (event: Event): void => hear(event, (heard) => this.#hear(heard), this.#more?.wants);

  /** How many calls wait for a connection. */
  get waiting(): number {
    return this.#queue.waiting;
  }

  get isEntered(): boolean {
    return this.#isEntered;
  }

  opened(): void {
    this.host.connection.send([ClientFrame.Enter, this.#token, here(), this.#received, namedRooms()]);
  }

  lost(): void {
    this.#isEntered = false;
  }

  /** The connection is lost for good. */
  ended(): void {
    this.lost();
    this.#queue.keep(() => false);
  }

  /** Loads what a frame needs. */
  prepare(message: ServerMessage, text: string): void {
    const updates = updatesIn(message);
    if (this.#more) this.#more.prepare(updates);
    else if (this.#loading || rarer.test(text) || updates.some(([kind]) => kind > UpdateKind.Remove))
      this.host.connection.hold(this.#loadMore());
  }

  /** Takes a frame, when it is one about calls. */
  received(message: ServerMessage): void {
    if (message[0] === ServerFrame.Entered) this.#entered(message);
    else if (message[0] === ServerFrame.Called) this.#called(message[1], message[2], message[3]);
    else if (message[0] === ServerFrame.Updates) this.#called(0, message[1], message[2]);
    else if (message[0] === ServerFrame.Refused) this.#refused(message);
  }

  #entered([, token, answered, isBehind]: Frame<typeof ServerFrame.Entered>): void {
    this.#token = token;
    this.#isEntered = true;
    this.#received = Math.max(0, this.#received);
    const { resend, lost, expired } = this.#queue.resume(answered);
    for (const call of resend) this.#send(call);
    this.host.entered();
    if (!isBehind && !lost && !expired) return;
    this.host.connection.hold(this.#loadMore().then(() => this.#more?.cameBack(lost, expired, isBehind)));
  }

  #refused([, , number, code, text, id]: Frame<typeof ServerFrame.Refused>): void {
    // The refusal of the page itself is no answer to anything.
    if (number) this.#received++;
    this.#queue.answered(number);
    this.host.refused({ code, text, id }, number);
  }

  #called(number: number, updates: readonly Update[] = [], depth = 0): void {
    this.#received++;
    this.#queue.answered(number);
    this.depth = depth + 1;
    for (const update of updates) {
      const [kind, target, html] = update;
      // One that finds no place does not keep the others from being done.
      try {
        if (kind > UpdateKind.Remove) this.#more?.apply(update);
        else place(kind as 0, target, String(html));
      } catch {
        this.missing(target);
      }
    }
    this.#more?.look();
    this.depth = 0;
  }

  missing(selector: string): void {
    console.warn("Nothing matches", selector);
    this.host.connection.send([ClientFrame.Missing, selector.slice(0, limits.selector)]);
  }

  #loadMore(): Promise<void> {
    this.#loading ??= this.host.loadMore().then(({ MoreCalls }) => {
      this.#more = new MoreCalls(this);
      this.#more.look();
    });
    return this.#loading;
  }

  /** Something has happened to an element that calls. */
  #hear(heard: Heard): void {
    const { element, attribute, event } = heard;
    if (event.type === "submit" && this.#queue.has(element)) return;
    const call = () => this.call(element, attribute, event);
    if (this.#more) this.#more.inTime(heard, call);
    else call();
  }

  /** Calls the handler that the element names. */
  call(origin: Element, attribute: string, event?: Event): void {
    this.#more?.flush();
    const name = attributeOf(origin, attribute);
    const form = callForm(origin, (event as SubmitEvent | undefined)?.submitter);
    if (!name) return;
    if (!form) return this.#notSent("Files cannot be sent in a call: use an upload.");
    const frame: QueuedCall["frame"] = [
      ClientFrame.Call,
      ++this.#count,
      name,
      callData(origin, event),
      form,
      here(),
      this.depth,
    ];
    const call = { frame, origin, at: Date.now(), wasSent: false };
    if (!this.#queue.add(call)) this.#notSent("Too many calls.");
    else if (this.#isEntered) this.#send(call);
    else this.host.waits();
  }

  #notSent(text: string): void {
    this.host.refused({ code: "LV-NOT-SENT", text });
  }

  #send(call: QueuedCall): void {
    call.wasSent = true;
    this.host.connection.send(call.frame);
  }
}

function updatesIn(message: ServerMessage): readonly Update[] {
  if (message[0] === ServerFrame.Called) return message[2] ?? [];
  return message[0] === ServerFrame.Updates ? message[1] : [];
}

type Frame<Kind extends ServerMessage[0]> = Extract<ServerMessage, [Kind, ...unknown[]]>;
