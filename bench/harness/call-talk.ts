import { once } from "node:events";
import type { WebSocket } from "ws";
import { ClientFrame, type ClientMessage, ServerFrame } from "../../src/shared/wire.ts";
import { openSocket } from "./live-socket.ts";
import { type OpenPage, openPage } from "./open-page.ts";
import type { Talk } from "./talk.ts";

/** A call of a handler, with an element's data. */
export function callFrame(name: string, number: number): string {
  return JSON.stringify([ClientFrame.Call, number, name, { id: "7" }, {}, "/"] satisfies ClientMessage);
}

/** The frame with which a page that calls handlers begins. */
export function enterFrame({ token }: OpenPage): string {
  return JSON.stringify([ClientFrame.Enter, token, "/", -1, []] satisfies ClientMessage);
}

export function isEntered(frame: string): boolean {
  return frame.startsWith(`[${ServerFrame.Entered},`);
}

/** Opens a page that calls handlers, and its socket, as a browser does. */
export async function callTalk(origin: string, name: string): Promise<Talk> {
  const page = await openPage(origin);
  const socket = await openSocket(page);
  await enter(socket, page);
  return {
    socket,
    question: (number) => callFrame(name, number),
    isAnswer: (frame, number) => frame.startsWith(`[${ServerFrame.Called},${number},[[`),
    close: () => socket.close(),
    sequence: 0,
  };
}

async function enter(socket: WebSocket, page: OpenPage): Promise<void> {
  const answered = once(socket, "message");
  socket.send(enterFrame(page));
  const [data] = await answered;
  if (!isEntered(String(data))) throw new Error(`The page could not enter: ${data}`);
}
