import { randomBytes } from "node:crypto";
import { LiveloomError } from "../errors.ts";
import { readText } from "../http/body.ts";
import { readCookies, sessionCookieName } from "../http/cookies.ts";
import { requestOrigin } from "../http/origin.ts";
import { openSession } from "../session/browser-session.ts";
import {
  limits,
  type PollAnswer,
  type PollHead,
  PollKind,
  pollPath,
  pollType,
  timing,
} from "../shared/wire.ts";
import type { Connection, LiveSocket } from "./connection.ts";
import { decodePoll } from "./decode-poll.ts";
import { PollSocket } from "./poll-socket.ts";
import type { Services } from "./services.ts";

/** Most connections over HTTP: of one browser session, of all visitors who are not logged in, and of everybody. */
export const pollLimits = { session: 32, visitors: 5_000, total: 10_000 } as const;

/** 128 bits: an id is a key to its connection, together with the session's cookie. */
const idBytes = 16;

/** The close code of a page that left (RFC 6455, section 7.4.1). */
const goingAway = 1001;

interface Link {
  readonly socket: PollSocket;
  readonly connection: Connection;
  /** Every request of the connection has to bring the same. */
  readonly cookie: string;
  readonly session: string;
  readonly isVisitor: boolean;
  /** How many frames of the browser were taken. */
  received: number;
  /** When the browser asked last. */
  heardAt: number;
}

type Connect = (socket: LiveSocket, request: Request) => Connection;

/** Whether a request belongs to a connection over HTTP. */
export function isPoll({ method, url }: Request): boolean {
  return method === "POST" && new URL(url).pathname === pollPath;
}

/**
 * Connections of browsers that get no WebSocket: they post their frames, and ask for those of the server by requests
 * that are answered when there is something to say. Everything behind the socket is the same.
 */
export class Polls {
  readonly #links = new Map<string, Link>();
  readonly #connect: Connect;
  readonly #services: Services;

  constructor(connect: Connect, services: Services) {
    this.#connect = connect;
    this.#services = services;
  }

  /**
   * Answers a request whose origin was checked.
   * @throws LV-FRAME-MALFORMED, LV-BODY-SIZE, LV-CONNECTION-GONE, LV-BUSY
   */
  async answer(request: Request): Promise<Response> {
    if (request.headers.get("content-type") !== pollType) {
      throw new LiveloomError("LV-FRAME-MALFORMED", { reason: `expected ${pollType}` });
    }
    const cookie = this.#cookieOf(request);
    const { head, frames } = decodePoll(await readText(request, limits.pollBytes));
    if (head[0] === PollKind.Open) return respond(await this.#open(request, cookie));
    const link = this.#find(head, cookie);
    if (head[0] === PollKind.Poll) return respond(await this.#poll(link, head));
    if (head[0] === PollKind.Send) return respond(this.#receive(link, head[2], frames));
    link.socket.close(goingAway);
    this.#links.delete(head[1]);
    return respond([link.received]);
  }

  /** Forgets connections that are closed, once the browser had time to hear why. */
  sweep(now: number): void {
    for (const [id, { socket, heardAt }] of this.#links)
      if (socket.closeCode !== undefined && now - heardAt > timing.silence) this.#links.delete(id);
  }

  async #open(request: Request, cookie: string | undefined): Promise<PollAnswer> {
    const { sessions: store, signer } = this.#services;
    const session = await openSession({ store, signer, cookie, now: Date.now() });
    // Every live page comes with a cookie, and without it nothing could be joined.
    if (cookie === undefined || !session.isKnown) throw new LiveloomError("LV-CONNECTION-GONE");
    const isVisitor = !session.record?.userId;
    this.#checkRoom(session.idHash, isVisitor);
    const socket = new PollSocket();
    const connection = this.#connect(socket, request);
    if (socket.closeCode !== undefined) return ["", socket.closeCode];
    const id = randomBytes(idBytes).toString("base64url");
    this.#links.set(id, {
      socket,
      connection,
      cookie,
      session: session.idHash,
      isVisitor,
      received: 0,
      heardAt: Date.now(),
    });
    return [id];
  }

  #checkRoom(session: string, isVisitor: boolean): void {
    let [ofSession, ofVisitors] = [0, 0];
    for (const link of this.#links.values()) {
      if (link.session === session) ofSession++;
      if (link.isVisitor) ofVisitors++;
    }
    const isFull =
      ofSession >= pollLimits.session ||
      (isVisitor && ofVisitors >= pollLimits.visitors) ||
      this.#links.size >= pollLimits.total;
    if (isFull) throw new LiveloomError("LV-BUSY");
  }

  /** Another session's connection looks like none. */
  #find([, id]: Exclude<PollHead, [typeof PollKind.Open]>, cookie: string | undefined): Link {
    const link = this.#links.get(id);
    if (!link || link.cookie !== cookie) throw new LiveloomError("LV-CONNECTION-GONE");
    // One that is closed is forgotten soon, however often the browser asks.
    if (link.socket.closeCode !== undefined) return link;
    link.heardAt = Date.now();
    link.connection.heard();
    return link;
  }

  #poll({ socket }: Link, [, , taken, waits]: Extract<PollHead, [typeof PollKind.Poll, ...unknown[]]>) {
    return socket.poll(taken, waits * timing.poll);
  }

  /** Takes each frame once and in order, however often and late its request comes. */
  #receive(link: Link, sent: number, frames: readonly string[]): PollAnswer {
    if (sent <= link.received) {
      for (const frame of frames.slice(link.received - sent)) {
        link.received++;
        link.connection.receive(frame);
      }
    }
    return [link.received];
  }

  #cookieOf(request: Request): string | undefined {
    const isSecure = requestOrigin(request, this.#services.publicOrigin).startsWith("https:");
    return readCookies(request).get(sessionCookieName(isSecure));
  }
}

function respond(answer: PollAnswer | string): Response {
  const headers = {
    "content-type": pollType,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
  return new Response(typeof answer === "string" ? answer : JSON.stringify(answer), { headers });
}
