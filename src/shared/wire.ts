/**
 * The wire protocol: everything the server and the browser must agree on, in one place. Frames are JSON
 * arrays that start with a small number; docs/wire-protocol.md shows one example of each.
 */

/** Sent in the WebSocket's address, so that an old page never talks to a newer server in the wrong language. */
export const protocolVersion = 1;

export const socketPath = "/live/socket";

/** Attributes with a meaning for the client. */
export const attributes = {
  /** On the root element of a view: the number of the view on its connection. */
  view: "live-view",
  /** On the root element: the token that lets the socket take over this view. */
  token: "live-token",
  click: "live-click",
  submit: "live-submit",
  change: "live-change",
  input: "live-input",
  /** On a form: the event that takes its fields while it is filled in, and how often it was emptied. */
  form: "live-form",
  /** On a form: it is emptied when this number grows. */
  reset: "live-reset",
  /** On a form: when the server sets this, it is sent to its address, as without a script. */
  triggerAction: "live-trigger-action",
  /** On a form, "off": its fields are not sent again to a view that was mounted anew. */
  recover: "live-recover",
  /** On an element whose content is left to the browser once it is there. */
  ignore: "live-ignore",
  /** On a field whose value follows the server even while somebody is typing in it. */
  forceValue: "live-force-value",
  /** On an element that wants to be told that it came and went, by the events live:mounted and live:removed. */
  mounted: "live-mounted",
  /** On an element that a script looks after: the name under which it registered its hook. */
  hook: "live-hook",
  /** What the page shows until the element's event is answered. */
  optimistic: "live-optimistic",
} as const;

/**
 * Markers that tell the client where values stand. An element that has a changing attribute, or is the only
 * root of its template, carries `lv="e"`; one whose whole content is a value carries `lv`. A value among
 * other children stands between the comments `<!--[-->` and `<!--]-->`, as does a list item that is not
 * a single element. The marked places of one template, in document order, are its points: 0, 1, 2...
 */
export const marker = {
  attribute: "lv",
  element: "e",
  open: "[",
  close: "]",
} as const;

/** Frames from the browser. */
export const ClientFrame = { Join: 0, Event: 1, Ping: 2, Resync: 3, Leave: 4 } as const;

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
  Push: 9,
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
  | [type: typeof ClientFrame.Leave, view: number];

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
  /** An event, a join (sequence 0) or a frame (view -1) was refused or failed; `id` finds it in the server's log. */
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
  | [type: typeof ServerFrame.Push, view: number, name: string, payload: unknown];

/** Kinds of change to a content that are neither plain text nor attributes. */
export const Change = { Html: 0, Inside: 1, List: 2 } as const;

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
  | [kind: typeof Change.List, list: ListPatch];

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
  /** Longest address in a join, in characters. */
  url: 4_096,
  /** Longest join token, in characters. */
  token: 512,
} as const;

/** Codes of refused joins that only a new page can mend; after any other the browser tries again. */
export const outdatedCodes: readonly string[] = ["LV-TOKEN-INVALID", "LV-ROUTE-UNKNOWN"];

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
  /** The browser does not read what it is sent. */
  Slow: 4413,
} as const;

/** Times that both sides keep, in milliseconds. */
export const timing = {
  /** The browser sends a ping this often. */
  heartbeat: 25_000,
  /** A connection without any message for this long is dead. */
  silence: 60_000,
} as const;
