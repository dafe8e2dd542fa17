/**
 * The wire protocol: what the server and the browser send each other. Frames are JSON arrays that start with a small
 * number; docs/wire-protocol.md shows one example of each. What the HTML says is in markup.ts.
 */

import type { Trouble } from "./trouble.ts";

/** Sent in the WebSocket's address, so that an old page never talks to a newer server in the wrong language. */
export const protocolVersion = 1;

export const socketPath = "/live/socket";

/** A message for the page's user that is shown once. */
export interface Message {
  readonly level: "info" | "success" | "warning" | "error";
  readonly text: string;
}

/** Where frames are posted and waited for when no WebSocket gets through. */
export const pollPath = "/live/poll";

/** The content type of polls and of their answers. No form can send it, and other sites' scripts have to ask first. */
export const pollType = "application/x-liveloom";

/**
 * What a browser without a WebSocket posts: a line that says what it is, and one frame a line. Both sides count the
 * frames they took, and keep those they sent until the other side says that it took them.
 */
export const PollKind = { Open: 0, Poll: 1, Send: 2, Close: 3 } as const;

export type PollHead =
  /** Open a connection. Answered with its id, or with "" and a close code. */
  | [kind: typeof PollKind.Open]
  /**
   * Give me the frames after the first `taken`. When there are none and `waits` is 1, the answer takes up to
   * {@link timing.poll}. It says how many frames came before those in it, and why the connection is closed if it is.
   */
  | [kind: typeof PollKind.Poll, id: string, taken: number, waits: 0 | 1]
  /** These are the frames after the first `sent`. Answered with how many the server has taken by now. */
  | [kind: typeof PollKind.Send, id: string, sent: number]
  /** The page leaves. */
  | [kind: typeof PollKind.Close, id: string];

export type PollAnswer = [idOrCount: string | number, closeCode?: number];

/** The name of the `<meta>` element with the token by which a page may call handlers. */
export const pageToken = "live-page";

/** Frames from the browser. */
export const ClientFrame = {
  Join: 0,
  Event: 1,
  Ping: 2,
  Resync: 3,
  Leave: 4,
  Visit: 5,
  Enter: 6,
  Call: 7,
  Missing: 8,
  Rooms: 9,
} as const;

/** Frames from the server. */
export const ServerFrame = {
  Joined: 0,
  Answer: 1,
  Pong: 2,
  Patch: 3,
  Replace: 4,
  Redirect: 5,
  Refused: 6,
  Ended: 7,
  Page: 8,
  Push: 9,
  Go: 10,
  Messages: 11,
  Entered: 12,
  Called: 13,
  Updates: 14,
  Run: 15,
  Trouble: 20,
} as const;

/** What a visit asks for. */
export const VisitKind = {
  /** The view that is there shows the address, when it is one of its own; otherwise as {@link VisitKind.Mount}. */
  Patch: 0,
  /** The address's view is mounted in the place of the one that is there. */
  Mount: 1,
} as const;

export type ClientMessage =
  /**
   * Take over the view rendered with the page, or mount it again. `applied` counts the updates seen so far, where
   * -1 asks for the whole view.
   */
  | [type: typeof ClientFrame.Join, view: number, token: string, url: string, applied: number]
  /** With a sixth element somebody waits for what the event's handler returns. */
  | [
      type: typeof ClientFrame.Event,
      view: number,
      sequence: number,
      name: string,
      params: unknown,
      wantsReply?: 1,
    ]
  | [type: typeof ClientFrame.Ping]
  /** A patch could not be applied: send the whole view. */
  | [type: typeof ClientFrame.Resync, view: number]
  | [type: typeof ClientFrame.Leave, view: number]
  /** Show another address, path and query. Visits are numbered from 1; a newer one makes those before worthless. */
  | [
      type: typeof ClientFrame.Visit,
      view: number,
      visit: number,
      url: string,
      kind: (typeof VisitKind)[keyof typeof VisitKind],
    ]
  /**
   * The page wants to call handlers and to get updates, of these rooms, too. `received` counts the Called, Updates and
   * refusals that it got before, with this or another connection; -1 when it has not entered before.
   */
  | [type: typeof ClientFrame.Enter, token: string, url: string, received: number, rooms: readonly string[]]
  /**
   * Call a handler with an element's data and a form's fields. Calls are numbered from 1. `depth` says how many answers
   * in a row led to it, 0 or nothing when somebody did something.
   */
  | [
      type: typeof ClientFrame.Call,
      number: number,
      name: string,
      data: Fields,
      form: Fields,
      url: string,
      depth?: number,
    ]
  /** An update had no element to be done to. */
  | [type: typeof ClientFrame.Missing, selector: string]
  /** The page that has entered shows something else, and wants to be in these rooms in the place of those it named before. */
  | [type: typeof ClientFrame.Rooms, rooms: readonly string[]];

/** Text by name; a name that occurs several times has a list. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

export type ServerMessage =
  /**
   * The view is live. `token` resumes it after a lost connection. `answered` is the last event that was
   * handled, or -1 when the view had to be mounted anew; a Replace follows.
   */
  | [type: typeof ServerFrame.Joined, view: number, token: string, answered: number]
  /**
   * The event with this sequence number was handled; no patch, or null, when nothing visible changed. The reply is what
   * the handler returned, when somebody waits for it.
   */
  | [
      type: typeof ServerFrame.Answer,
      view: number,
      sequence: number,
      patch?: ScopePatch | null,
      reply?: unknown,
    ]
  | [type: typeof ServerFrame.Pong]
  | [type: typeof ServerFrame.Patch, view: number, patch: ScopePatch]
  /** The whole view, after so many updates. */
  | [type: typeof ServerFrame.Replace, view: number, html: string, updates: number]
  | [type: typeof ServerFrame.Redirect, view: number, url: string]
  /**
   * An event, a join (sequence 0), a visit (its number, negative) or a frame (view -1) was refused or failed; `id`
   * finds it in the server's log.
   */
  | [
      type: typeof ServerFrame.Refused,
      view: number,
      sequence: number,
      code: string,
      text: string,
      id?: string,
    ]
  /** The session behind the page is over. */
  | [type: typeof ServerFrame.Ended, view: number]
  /** Something for the page's scripts. */
  | [type: typeof ServerFrame.Push, view: number, name: string, payload: unknown]
  /**
   * The page's address and title. `visit` is the visit that this answers; 0 when the view itself went to the
   * address, -1 when no history entry shall be made of it. `url` is "" when the address stays. With a `token` the
   * content is a new view's HTML, otherwise what changes in the view.
   */
  | [
      type: typeof ServerFrame.Page,
      view: number,
      visit: number,
      url: string,
      title: string,
      description: string,
      content?: ScopePatch | string,
      token?: string,
    ]
  /** Visit this address and mount its view; with `replace` 1 no history entry is made. */
  | [type: typeof ServerFrame.Go, view: number, url: string, replace: 0 | 1]
  /** Messages for the page's user, in place of those before. */
  | [type: typeof ServerFrame.Messages, view: number, messages: readonly Message[]]
  /**
   * The page may call handlers. `token` brings it back after a lost connection, with `answered` as the last call that
   * was answered; -1 when the server does not know the page. With `isBehind` 1 the page has missed updates for good.
   */
  | [type: typeof ServerFrame.Entered, token: string, answered: number, isBehind: 0 | 1]
  /** The call with this number was handled. `depth` is what the call said of it; nothing instead of 0. */
  | [type: typeof ServerFrame.Called, number: number, updates?: readonly Update[], depth?: number]
  /** `depth` is that of the call, perhaps of another page, whose handler sends them; nothing instead of 0. */
  | [type: typeof ServerFrame.Updates, updates: readonly Update[], depth?: number]
  /** Do this, as if an attribute of the view's root said so: commands as text. */
  | [type: typeof ServerFrame.Run, view: number, commands: string]
  /** For developers: what failed, and where. Never sent in production. */
  | [type: typeof ServerFrame.Trouble, view: number, trouble: Trouble];

/** In a frame's place for the number of a view: the page itself, which calls handlers. */
export const wholePage = -2;

/** What an update does. */
export const UpdateKind = {
  /** The target's content. */
  Inner: 0,
  /** The target itself. */
  Outer: 1,
  Append: 2,
  Prepend: 3,
  Before: 4,
  After: 5,
  Remove: 6,
  /** The target's content, of which stays what is the same. */
  Morph: 7,
  Url: 8,
  Title: 9,
  Scroll: 10,
  Focus: 11,
  Event: 12,
} as const;

/** Kinds of update that put HTML somewhere. */
export type PlaceKind = 0 | 1 | 2 | 3 | 4 | 5 | 7;

/** One thing to do to the page. Targets are CSS selectors, of which the first match counts. */
export type Update =
  | [kind: PlaceKind, target: string, html: string]
  | [kind: typeof UpdateKind.Remove, target: string]
  | [kind: typeof UpdateKind.Url, url: string, replace: 0 | 1]
  | [kind: typeof UpdateKind.Title, title: string]
  /** Without a target: to the top of the page. */
  | [kind: typeof UpdateKind.Scroll, target: string]
  | [kind: typeof UpdateKind.Focus, target: string]
  /** Without a target: of the document. */
  | [kind: typeof UpdateKind.Event, target: string, name: string, detail: unknown];

/** Kinds of change to a content that are neither plain text nor attributes. */
export const Change = { Html: 0, Inside: 1, List: 2, Append: 3 } as const;

/** What changes inside one rendered template: point, change, point, change... */
export type ScopePatch = (number | PointChange)[];

export type PointChange =
  /** The content becomes this text. */
  | string
  /** These attributes get a value, or with null are removed. */
  | { [attribute: string]: string | null }
  /** The content becomes this HTML. */
  | [kind: typeof Change.Html, html: string]
  /** The content is still the same template; these of its points change. */
  | [kind: typeof Change.Inside, patch: ScopePatch]
  | [kind: typeof Change.List, list: ListPatch]
  /** The content is still the same text, and this is added at its end. */
  | [kind: typeof Change.Append, text: string];

/** How a list changes. Items without an entry stay as they are and keep their order. */
export interface ListPatch {
  /** Old positions of removed items. */
  r?: number[];
  /** Moved items: old position, new position... */
  m?: number[];
  /** New items: position of the first, HTML of it and its new neighbours... in ascending order. */
  i?: (number | string)[];
  /** Changed items: new position, patch... */
  u?: (number | ScopePatch)[];
}

/** Limits that both sides keep. */
export const limits = {
  /** Longest frame accepted from the browser, in bytes; a longer one closes the socket with code 1009. */
  frameBytes: 262_144,
  /** Most views on one connection. */
  views: 32,
  /** Longest name of an event, in characters. */
  eventName: 64,
  /** Longest address in a join or visit, in characters. */
  url: 4_096,
  /** Longest join token, in characters. */
  token: 512,
  /** Longest parameters of an event as JSON, in bytes. */
  params: 260_000,
  /** Longest pasted text in an event, in characters; more is cut off. */
  pastedText: 50_000,
  /** Longest name of a handler, in characters. */
  handlerName: 64,
  /** Most fields of a call, its element's data included. */
  callFields: 1_000,
  /** Longest name of a field of a call, in characters. */
  callFieldName: 200,
  /** Most rooms that a page may name. */
  rooms: 16,
  /** Longest name of a room, in characters; with its signature 100 more. */
  roomName: 100,
  /** Longest selector that a page reports as missing, in characters. */
  selector: 200,
  /** Largest body of a poll, in bytes: a few small frames and one of the longest. */
  pollBytes: 524_288,
  /** Most frames in the body of a poll. */
  pollFrames: 100,
} as const;

/** Codes of refused joins that only a new page can mend; after any other the browser tries again. */
export const outdatedCodes: readonly string[] = ["LV-TOKEN-INVALID", "LV-ROUTE-UNKNOWN"];

/** Codes of refused joins that pass by themselves. After any other the browser tries a few times and gives up. */
export const busyCodes: readonly string[] = ["LV-BUSY", "LV-RATE-LIMITED"];

/** Code of an event for a part of the page that is gone: the page shows so already, and nobody has to be told. */
export const goneCode = "LV-COMPONENT-GONE";

/** Close codes of our own (4000-4999 are free for applications, RFC 6455 section 7.4.2). */
export const CloseCode = {
  /** The server stops; the browser comes back by itself (1012, Service Restart). */
  Restarting: 1012,
  Malformed: 4400,
  /** Nothing was heard for {@link timing.silence}. */
  Silent: 4408,
  /** The page speaks another version of the protocol: it has to be reloaded. */
  Outdated: 4426,
  RateLimited: 4429,
  /** The session is over: the page was told by {@link ServerFrame.Ended}. */
  Ended: 4401,
  /** The browser does not read what it is sent. */
  Slow: 4413,
} as const;

/** Times that both sides keep, in milliseconds. */
export const timing = {
  /** The browser sends a ping this often. */
  heartbeat: 25_000,
  /** A connection without any message for this long is dead. */
  silence: 60_000,
  /** Without a WebSocket: the server lets a poll wait this long for something to say. */
  poll: 25_000,
} as const;
