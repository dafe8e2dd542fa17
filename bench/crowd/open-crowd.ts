import { enterFrame, isEntered } from "../harness/call-talk.ts";
import { inBatches } from "../harness/in-batches.ts";
import { isJoined, joinFrame, liveAddress, liveHeaders } from "../harness/live-socket.ts";
import { type OpenPage, openPage } from "../harness/open-page.ts";
import { LightSocket } from "./light-socket.ts";

/** Connections that are opened at the same time. */
const width = 20;

/** Opens that many pages of a live server, each as another visitor, and joins them. */
export function liveCrowd(origin: string, count: number): Promise<LightSocket[]> {
  return crowdOf(origin, count, { begin: joinFrame, hasBegun: isJoined });
}

/** The same for a page without a live view, which calls handlers. */
export function callingCrowd(origin: string, count: number): Promise<LightSocket[]> {
  return crowdOf(origin, count, { begin: enterFrame, hasBegun: isEntered });
}

interface Beginning {
  begin(page: OpenPage): string;
  hasBegun(answer: string): boolean;
}

function crowdOf(origin: string, count: number, { begin, hasBegun }: Beginning): Promise<LightSocket[]> {
  return inBatches(count, width, async () => {
    const page = await openPage(origin);
    const socket = await LightSocket.open(liveAddress(origin).replace("ws", "http"), liveHeaders(page));
    const joined = new Promise<void>((resolve, reject) => {
      socket.onMessage((text) =>
        hasBegun(text) ? resolve() : reject(new Error(`The page could not be joined: ${text}`)),
      );
    });
    socket.send(begin(page));
    await joined;
    return socket;
  });
}

/** Opens that many bare connections. */
export function bareCrowd(origin: string, count: number): Promise<LightSocket[]> {
  return inBatches(count, width, () => LightSocket.open(origin));
}
