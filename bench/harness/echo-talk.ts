import { once } from "node:events";
import { WebSocket } from "ws";
import { eventFrame } from "./event-frame.ts";
import type { Talk } from "./talk.ts";

/** Opens a socket to the echo server, to send it the frames that the live view gets. */
export async function echoTalk(origin: string, event: string): Promise<Talk> {
  const socket = new WebSocket(origin.replace("http", "ws"), { perMessageDeflate: false });
  await once(socket, "open");
  const question = (sequence: number): string => eventFrame(event, sequence);
  return {
    socket,
    question,
    isAnswer: (frame, sequence) => frame === question(sequence),
    close: () => socket.close(),
    sequence: 0,
  };
}
