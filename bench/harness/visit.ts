import { once } from "node:events";
import { WebSocket } from "ws";
import { join, leave, openSocket } from "./live-socket.ts";
import { openPage } from "./open-page.ts";

/** Somebody about to do what is measured. */
export interface Visit {
  /** Exchanges the first frames. */
  enter(): Promise<Entry>;
  leave(): void;
}

export interface Entry {
  readonly socket: WebSocket;
  /** The first frame from the server. */
  readonly answer: Buffer;
}

/** Prepares a visitor of that server. */
export type VisitMaker = (origin: string) => Promise<Visit>;

/** Page and socket are open; entering takes the view over. */
export async function joinVisit(origin: string): Promise<Visit> {
  const page = await openPage(origin);
  const socket = await openSocket(page);
  return { enter: async () => ({ socket, answer: await join(socket, page) }), leave: () => leave(socket) };
}

/** The page is open; entering opens the socket and takes the view over. */
export async function connectVisit(origin: string): Promise<Visit> {
  const page = await openPage(origin);
  let socket: WebSocket | undefined;
  const enter = async (): Promise<Entry> => {
    socket = await openSocket(page);
    return { socket, answer: await join(socket, page) };
  };
  return { enter, leave: () => socket && leave(socket) };
}

/** The socket is open; entering has this frame echoed. */
export function echoVisit(frame: string): VisitMaker {
  return async (origin) => {
    const socket = await openEcho(origin);
    return { enter: () => echo(socket, frame), leave: () => socket.close() };
  };
}

/** Entering opens the socket and has this frame echoed. */
export function connectEchoVisit(frame: string): VisitMaker {
  return async (origin) => {
    let socket: WebSocket | undefined;
    const enter = async (): Promise<Entry> => {
      socket = await openEcho(origin);
      return await echo(socket, frame);
    };
    return { enter, leave: () => socket?.close() };
  };
}

async function openEcho(origin: string): Promise<WebSocket> {
  const socket = new WebSocket(origin.replace("http", "ws"), { perMessageDeflate: false });
  await once(socket, "open");
  return socket;
}

async function echo(socket: WebSocket, frame: string): Promise<Entry> {
  socket.send(frame);
  const [answer] = await once(socket, "message");
  return { socket, answer };
}
