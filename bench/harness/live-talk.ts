import { ServerFrame } from "../../src/shared/wire.ts";
import { eventFrame } from "./event-frame.ts";
import { join, leave, openSocket } from "./live-socket.ts";
import { openPage } from "./open-page.ts";
import type { Talk } from "./talk.ts";

/** Opens the page and its socket as a browser does, and takes the view over. */
export async function liveTalk(origin: string, event: string): Promise<Talk> {
  const page = await openPage(origin);
  const socket = await openSocket(page);
  await join(socket, page);
  return {
    socket,
    question: (sequence) => eventFrame(event, sequence),
    isAnswer,
    close: () => leave(socket),
    sequence: 0,
  };
}

/** Only an answer with a patch counts: every event of the benchmark changes the page. */
function isAnswer(frame: string, sequence: number): boolean {
  return frame.startsWith(`[${ServerFrame.Answer},0,${sequence},`);
}
