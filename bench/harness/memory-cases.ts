import { setTimeout as wait } from "node:timers/promises";
import type { LightSocket } from "../crowd/light-socket.ts";
import { bareCrowd, callingCrowd, liveCrowd } from "../crowd/open-crowd.ts";
import type { Memory } from "../servers/parent.ts";
import type { Case, Measurement } from "./case.ts";
import type { Effort } from "./rounds.ts";
import { ServerProcess } from "./server-process.ts";

/** Pages on which nothing happens. */
interface IdlePages {
  /** One of bench/pages/. Default: a page without a live view, which may call handlers. */
  readonly page?: string;
  readonly connections: number;
}

/** Connections that are there before, so that what a server has once for all of them does not count. */
const before = 100;

/** After this time without an event a view gives back what can be made again, in milliseconds. */
const hibernateAfter = 100;
/** Until all views have done so, in milliseconds. */
const idleTime = 800;

/** What a bare connection costs is measured once for all pages, with so many. */
const bareConnections = 10_000;
let bare: Promise<Memory> | undefined;

/**
 * What an idle, joined connection whose view rests costs the server after garbage collections, against a bare `ws` connection:
 * `name` is the heap with its buffers, `name.resident` the memory that the process got from the system.
 */
export function memoryCases(name: string, pages: IdlePages): Case[] {
  let measured: Promise<Record<keyof Memory, Measurement>> | undefined;
  const memoryCase = (caseName: string, kind: keyof Memory): Case => ({
    name: caseName,
    unit: "bytes",
    baselineName: "bare ws",
    isLong: kind === "resident",
    async measure(effort) {
      measured ??= measure(pages, effort);
      return (await measured)[kind];
    },
  });
  return [memoryCase(name, "heap"), memoryCase(`${name}.resident`, "resident")];
}

async function measure(
  { page, connections }: IdlePages,
  effort: Effort,
): Promise<Record<keyof Memory, Measurement>> {
  bare ??= perConnection(ServerProcess.start("echo"), bareCrowd, bareConnections * effort.crowdShare);
  const crowd = connections * effort.crowdShare;
  const idle = page === undefined ? idleCallers(crowd) : idleViews(page, crowd);
  const [baseline, live] = await Promise.all([bare, idle]);
  return {
    heap: { value: live.heap, baseline: baseline.heap, noise: 0 },
    resident: { value: live.resident, baseline: baseline.resident, noise: 0 },
  };
}

function idleViews(page: string, crowd: number): Promise<Memory> {
  return perConnection(ServerProcess.start("live", page, String(hibernateAfter)), liveCrowd, crowd);
}

function idleCallers(crowd: number): Promise<Memory> {
  return perConnection(ServerProcess.start("handlers"), callingCrowd, crowd);
}

async function perConnection(
  starting: Promise<ServerProcess>,
  open: (origin: string, count: number) => Promise<LightSocket[]>,
  connections: number,
): Promise<Memory> {
  const server = await starting;
  const first = await open(server.origin, before);
  await wait(idleTime);
  const start = await server.memory();
  const others = await open(server.origin, connections);
  await wait(idleTime);
  const end = await server.memory();
  for (const socket of [...first, ...others]) socket.destroy();
  await server.stop();
  return {
    heap: (end.heap - start.heap) / connections,
    resident: (end.resident - start.resident) / connections,
  };
}
