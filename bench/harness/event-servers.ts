import { echoTalk } from "./echo-talk.ts";
import { liveTalk } from "./live-talk.ts";
import { ServerProcess } from "./server-process.ts";
import type { Talk } from "./talk.ts";

/** An event of a page in bench/pages/. */
export interface PageEvent {
  readonly page: string;
  readonly event: string;
}

export interface Served {
  readonly server: ServerProcess;
  readonly talk: Talk;
}

export const echoName = "ws JSON echo";

/** Runs `use` with the page's server and the echo server, each with an open connection, and stops both. */
export async function withServers<Result>(
  { page, event }: PageEvent,
  use: (servers: { echo: Served; live: Served }) => Promise<Result>,
): Promise<Result> {
  const [echo, live] = await Promise.all([ServerProcess.start("echo"), ServerProcess.start("live", page)]);
  try {
    return await use({
      echo: { server: echo, talk: await echoTalk(echo.origin, event) },
      live: { server: live, talk: await liveTalk(live.origin, event) },
    });
  } finally {
    await Promise.all([echo.stop(), live.stop()]);
  }
}
