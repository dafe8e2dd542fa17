import { inBatches } from "../harness/in-batches.ts";
import { isJoined, joinFrame, liveAddress, liveHeaders } from "../harness/live-socket.ts";
import { openPage } from "../harness/open-page.ts";
import { LightSocket } from "./light-socket.ts";

/** Connections that are opened at the same time. */
const width = 20;

/** Opens that many pages of a live server, each as another visitor, and joins them. */
export function liveCrowd(origin: string, count: number): Promise<LightSocket[]> {
  return inBatches(count, width, async () => {
    const page = await openPage(origin);
    const socket = await LightSocket.open(liveAddress(origin).replace("ws", "http"), liveHeaders(page));
    const joined = new Promise<void>((resolve, reject) => {
      socket.onMessage((text) =>
        isJoined(text) ? resolve() : reject(new Error(`The page could not be joined: ${text}`)),
      );
    });
    socket.send(joinFrame(page));
    await joined;
    return socket;
  });
}

/** Opens that many bare connections. */
export function bareCrowd(origin: string, count: number): Promise<LightSocket[]> {
  return inBatches(count, width, () => LightSocket.open(origin));
}
