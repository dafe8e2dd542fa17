import { LiveloomError } from "../errors.ts";
import { ClientFrame, type ClientMessage, type Fields, limits, VisitKind } from "../shared/wire.ts";

/** Reads a frame and checks its shape. @throws LV-FRAME-MALFORMED */
export function decodeFrame(text: string): ClientMessage {
  const frame = parse(text);
  if (!Array.isArray(frame)) throw malformed("expected an array");
  const [type, view, ...rest] = frame as unknown[];
  if (type === ClientFrame.Ping) return [ClientFrame.Ping];
  if (type === ClientFrame.Call) return call(frame);
  if (type === ClientFrame.Enter) return enter(frame);
  if (type === ClientFrame.Missing) return missing(frame);
  if (type === ClientFrame.Rooms) return [type, roomList(frame[1])];
  if (!isCount(view, limits.views)) throw malformed(`expected a view number below ${limits.views}`);
  if (type === ClientFrame.Event) return event(view, rest);
  if (type === ClientFrame.Join) return join(view, rest);
  if (type === ClientFrame.Visit) return visit(view, rest);
  if (type === ClientFrame.Resync || type === ClientFrame.Leave) return [type, view];
  throw malformed("unknown type");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed("not JSON");
  }
}

function event(view: number, [sequence, name, params, wantsReply]: unknown[]): ClientMessage {
  if (!isCount(sequence)) throw malformed("expected a sequence number");
  if (typeof name !== "string") throw malformed("expected an event's name");
  if (wantsReply === undefined) return [ClientFrame.Event, view, sequence, name, params];
  if (wantsReply !== 1) throw malformed("expected 1 where a reply is wanted");
  return [ClientFrame.Event, view, sequence, name, params, wantsReply];
}

function join(view: number, [token, url, applied]: unknown[]): ClientMessage {
  if (!isText(token, limits.token)) throw malformed("expected a token");
  if (!isText(url, limits.url)) throw malformed("expected an address");
  if (applied !== -1 && !isCount(applied)) throw malformed("expected the number of applied patches");
  return [ClientFrame.Join, view, token, url, applied];
}

function visit(view: number, [number, url, kind]: unknown[]): ClientMessage {
  if (!isCount(number) || number === 0) throw malformed("expected a visit's number");
  if (!isText(url, limits.url)) throw malformed("expected an address");
  if (kind !== VisitKind.Patch && kind !== VisitKind.Mount) throw malformed("expected a kind of visit");
  return [ClientFrame.Visit, view, number, url, kind];
}

function enter([, token, url, received, rooms]: unknown[]): ClientMessage {
  if (!isText(token, limits.token)) throw malformed("expected a token");
  if (!isText(url, limits.url)) throw malformed("expected an address");
  if (received !== -1 && !isCount(received)) throw malformed("expected the number of updates received");
  return [ClientFrame.Enter, token, url, received, roomList(rooms)];
}

function call([, number, name, data, form, url, depth = 0]: unknown[]): ClientMessage {
  if (!isCount(number) || number === 0) throw malformed("expected a call's number");
  if (typeof name !== "string") throw malformed("expected a handler's name");
  if (!isFields(data) || !isFields(form)) throw malformed("expected fields of text");
  if (!isText(url, limits.url)) throw malformed("expected an address");
  if (!isCount(depth)) throw malformed("expected how many answers led to the call");
  return [ClientFrame.Call, number, name, data, form, url, depth];
}

function missing([, selector]: unknown[]): ClientMessage {
  if (!isText(selector, limits.selector)) throw malformed("expected a selector");
  return [ClientFrame.Missing, selector];
}

function roomList(value: unknown): string[] {
  const isRoom = (room: unknown) => isText(room, limits.roomName + 100);
  if (Array.isArray(value) && value.length <= limits.rooms && value.every(isRoom)) return value;
  throw malformed(`expected at most ${limits.rooms} names of rooms`);
}

/** How many there are is the gate's affair: a page that sends too many stays connected. */
function isFields(value: unknown): value is Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((field) => typeof field === "string" || isTextList(field));
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}

function isCount(value: unknown, below = Number.MAX_SAFE_INTEGER): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < below;
}

function isText(value: unknown, limit: number): value is string {
  return typeof value === "string" && value.length <= limit;
}

function malformed(reason: string): LiveloomError {
  return new LiveloomError("LV-FRAME-MALFORMED", { reason });
}
