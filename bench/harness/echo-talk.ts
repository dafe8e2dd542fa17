import { once } from "node:events";
import { WebSocket } from "ws";
import type { Talk } from "./talk.ts";

/** Opens a socket to the echo server, to send it the frames that the other server gets. */
export async function echoTalk(origin: string, question: (sequence: number) => string): Promise<Talk> {
  const socket = new WebSocket(origin.replace("http", "ws"), { perMessageDeflate: false });
  await once(socket, "open");
  return {
    socket,
    question,
    isAnswer: (frame, sequence) => frame === question(sequence),
    close: () => socket.close(),
    sequence: 0,
  };
}
