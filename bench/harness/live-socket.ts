import { once } from "node:events";
import { WebSocket } from "ws";
import {
  ClientFrame,
  type ClientMessage,
  protocolVersion,
  ServerFrame,
  socketPath,
} from "../../src/shared/wire.ts";
import type { OpenPage } from "./open-page.ts";

export function liveAddress(origin: string): string {
  return `${origin.replace("http", "ws")}${socketPath}?v=${protocolVersion}`;
}

/** What the server wants to know about who connects. */
export function liveHeaders({ origin, cookie }: OpenPage) {
  return { Origin: origin, Cookie: cookie };
}

/** Opens the page's socket as a browser does. */
export async function openSocket(page: OpenPage): Promise<WebSocket> {
  const options = { headers: liveHeaders(page), perMessageDeflate: false };
  const socket = new WebSocket(liveAddress(page.origin), options);
  await once(socket, "open");
  return socket;
}

/** The frame that takes the page's view over. */
export function joinFrame({ token }: OpenPage): string {
  return JSON.stringify([ClientFrame.Join, 0, token, "/", 0] satisfies ClientMessage);
}

/** Takes the page's view over. Returns the server's answer. */
export async function join(socket: WebSocket, page: OpenPage): Promise<Buffer> {
  const answered = once(socket, "message");
  socket.send(joinFrame(page));
  const [data] = await answered;
  if (!isJoined(String(data))) throw new Error(`The page could not be joined: ${data}`);
  return data;
}

export function isJoined(frame: string): boolean {
  return frame.startsWith(`[${ServerFrame.Joined},0,`);
}

/** Gives the view up, so that the server does not keep it for a browser that comes back. */
export function leave(socket: WebSocket): void {
  socket.send(JSON.stringify([ClientFrame.Leave, 0] satisfies ClientMessage));
  socket.close();
}
