import type { Case } from "./case.ts";
import { eventBytes } from "./event-bytes.ts";
import { eventCpu } from "./event-cpu.ts";
import { eventFrame } from "./event-frame.ts";
import { type Exchange, echoPartner, livePartner } from "./partner.ts";

/** An event of a page in bench/pages/. */
export interface PageEvent {
  readonly page: string;
  readonly event: string;
  /** The page is opened anew after so many, for events that make it grow. Default: never. */
  readonly eventsPerPage?: number;
}

/** The cases of one event: the server's CPU time for it, and the bytes of its answer. */
export function pageEvent(name: string, { page, event, eventsPerPage }: PageEvent): Case[] {
  return exchangeCases(name, {
    subject: livePartner(page, event),
    baseline: echoPartner((sequence) => eventFrame(event, sequence)),
    eventsPerPage: eventsPerPage ?? Number.POSITIVE_INFINITY,
  });
}

export function exchangeCases(name: string, exchange: Exchange): Case[] {
  return [eventCpu(name, exchange), eventBytes(`${name}.bytes`, exchange)];
}
