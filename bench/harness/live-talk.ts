import { once } from "node:events";
import { WebSocket } from "ws";
import {
  attributes,
  ClientFrame,
  type ClientMessage,
  protocolVersion,
  ServerFrame,
  socketPath,
} from "../../src/shared/wire.ts";
import { eventFrame } from "./event-frame.ts";
import type { Talk } from "./talk.ts";

/** Opens the page and its socket as a browser does, and takes the view over. */
export async function liveTalk(origin: string, event: string): Promise<Talk> {
  const { token, cookie } = await openPage(origin);
  const address = `${origin.replace("http", "ws")}${socketPath}?v=${protocolVersion}`;
  const headers = { Origin: origin, Cookie: cookie };
  const socket = new WebSocket(address, { headers, perMessageDeflate: false });
  await once(socket, "open");
  await join(socket, token);
  return { socket, question: (sequence) => eventFrame(event, sequence), isAnswer, sequence: 0 };
}

async function openPage(origin: string): Promise<{ token: string; cookie: string }> {
  const response = await fetch(origin, { headers: { accept: "text/html" } });
  const [, token] = new RegExp(`${attributes.token}="([^"]+)"`).exec(await response.text()) ?? [];
  const [cookie] = response.headers.get("set-cookie")?.split(";") ?? [];
  if (!token || !cookie) throw new Error(`The page has no token or no cookie (HTTP ${response.status})`);
  return { token, cookie };
}

async function join(socket: WebSocket, token: string): Promise<void> {
  socket.send(JSON.stringify([ClientFrame.Join, 0, token, "/", 0] satisfies ClientMessage));
  const [data] = await once(socket, "message");
  const [type] = JSON.parse(String(data));
  if (type !== ServerFrame.Joined) throw new Error(`The page could not be joined: ${data}`);
}

/** Only an answer with a patch counts: every event of the benchmark changes the page. */
function isAnswer(frame: string, sequence: number): boolean {
  return frame.startsWith(`[${ServerFrame.Answer},0,${sequence},`);
}
