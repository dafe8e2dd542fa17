import { callTalk } from "./call-talk.ts";
import { echoTalk } from "./echo-talk.ts";
import { liveTalk } from "./live-talk.ts";
import { sharedServer } from "./server-pool.ts";
import type { Talk } from "./talk.ts";

/** Somebody to talk to whose CPU time is counted. */
export interface Partner {
  /** User and system time spent so far, in microseconds. */
  cpuTime(): Promise<number>;
  /** Starts a new conversation, on a new page. */
  open(): Promise<Talk>;
}

/** Starts a partner when its case begins. */
export type PartnerStart = () => Promise<Partner>;

/** Two partners that are compared. */
export interface Exchange {
  readonly subject: PartnerStart;
  readonly baseline: PartnerStart;
  /** They start a new conversation after so many. */
  readonly eventsPerPage: number;
}

export const echoName = "ws JSON echo";

/** The echo server, for these frames. */
export function echoPartner(question: (sequence: number) => string): PartnerStart {
  return async () => {
    const server = await sharedServer("echo");
    return { cpuTime: () => server.cpuTime(), open: () => echoTalk(server.origin, question) };
  };
}

/** The page without a live view, of which this handler is called. */
export function callPartner(name: string): PartnerStart {
  return async () => {
    const server = await sharedServer("handlers");
    return { cpuTime: () => server.cpuTime(), open: () => callTalk(server.origin, name) };
  };
}

/** A page of bench/pages/, of which this event is called. */
export function livePartner(page: string, event: string): PartnerStart {
  return async () => {
    const server = await sharedServer("live", page);
    return { cpuTime: () => server.cpuTime(), open: () => liveTalk(server.origin, event) };
  };
}
