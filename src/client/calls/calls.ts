import { attributes, callAttributes, moreAttributes } from "../../shared/markup.ts";
import {
  ClientFrame,
  type ClientMessage,
  limits,
  pageToken,
  ServerFrame,
  type ServerMessage,
  type Update,
  UpdateKind,
} from "../../shared/wire.ts";
import { here } from "../addresses.ts";
import { attributeOf } from "../elements.ts";
import type { Heard } from "../events/act.ts";
import type { MoreCalls } from "../parts/more-calls.ts";
import { callData, callForm } from "./call-data.ts";
import { CallQueue, type QueuedCall } from "./call-queue.ts";
import { hear, usualTypes } from "./listen-for-calls.ts";
import { namedRooms } from "./named-rooms.ts";
import { place } from "./place.ts";

/** What only some pages have, and needs a part of its own. */
const rarer =
  `[${callAttributes.appear}],[${callAttributes.autofocus}],[${callAttributes.disappear}],[${callAttributes.init}],` +
  `[${callAttributes.on}],[${attributes.modal}],[${moreAttributes.debounce}],[${moreAttributes.throttle}]`;

export interface Refusal {
  readonly code: string;
  readonly text: string;
  readonly id?: string | undefined;
}

/** What the calls need of their page. */
export interface CallsHost {
  send(message: ClientMessage): void;
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
  /** A part of this client's code is not there any more: the server has a newer one. */
  outdated(): void;
  loadMore(): Promise<typeof import("../parts/more-calls.ts")>;
  loadMorph(): Promise<typeof import("../parts/morph.ts")>;
}

/** The page's calls of handlers, and what the server does to the page. */
export class Calls {
  readonly host: CallsHost;
  readonly #queue = new CallQueue();
  #token = document.querySelector<HTMLMetaElement>(`meta[name=${pageToken}]`)?.content ?? "";
  #more: MoreCalls | undefined;
  #isLoading = false;
  /** While something is loaded: what comes meanwhile is done after it, in order. */
  #line: Promise<void> | undefined;
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
    if (history.state?.liveCalls) this.#loadMore();
    this.#look();
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
    this.host.send([ClientFrame.Enter, this.#token, here(), this.#received, namedRooms()]);
  }

  lost(): void {
    this.#isEntered = false;
  }

  /** The connection is lost for good. */
  ended(): void {
    this.lost();
    this.#queue.keep(() => false);
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
    this.#loadMore();
    this.#inLine(() => this.#more?.cameBack(lost, expired, isBehind));
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
    const kinds = updates.map(([kind]) => kind);
    if (kinds.some((kind) => kind > UpdateKind.Remove)) this.#loadMore();
    if (kinds.includes(UpdateKind.Morph)) this.#load(() => this.#more?.loadMorph());
    this.#inLine(() => this.#apply(updates, depth + 1));
  }

  /** Does updates in order. One that finds no place does not keep the others from being done. */
  #apply(updates: readonly Update[], depth: number): void {
    this.depth = depth;
    for (const update of updates) {
      const [kind, target, html] = update;
      try {
        if (kind > UpdateKind.Remove) this.#more?.apply(update);
        else place(kind as 0, target, String(html));
      } catch {
        this.missing(target);
      }
    }
    this.#look();
    this.#more?.look();
    this.depth = 0;
  }

  /** Loads what some elements of the page need, if they are there. */
  #look(): void {
    if (!this.#isLoading && document.querySelector(rarer)) this.#loadMore();
  }

  /** Does it now, or once nothing in the page is pressed. */
  whenStill(work: () => void): void {
    if (this.#more) this.#more.press.run(work);
    else work();
  }

  missing(selector: string): void {
    console.warn("Nothing matches", selector);
    this.host.send([ClientFrame.Missing, selector.slice(0, limits.selector)]);
  }

  #loadMore(): void {
    if (this.#isLoading) return;
    this.#isLoading = true;
    this.#load(async () => {
      const { MoreCalls } = await this.host.loadMore();
      this.#more = new MoreCalls(this);
      this.#more.look();
    });
  }

  #load(load: () => unknown): void {
    this.#line ??= Promise.resolve();
    this.#inLine(load);
  }

  /** Does it now, or after what is being loaded and what waits for that. */
  #inLine(work: () => unknown): void {
    if (!this.#line) return void work();
    const line: Promise<void> = this.#line
      .then(work)
      .catch(() => this.host.outdated())
      .then(() => {
        if (this.#line === line) this.#line = undefined;
      });
    this.#line = line;
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
    this.host.send(call.frame);
  }
}

type Frame<Kind extends ServerMessage[0]> = Extract<ServerMessage, [Kind, ...unknown[]]>;
