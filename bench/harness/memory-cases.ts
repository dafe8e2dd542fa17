import { setTimeout as wait } from "node:timers/promises";
import type { LightSocket } from "../crowd/light-socket.ts";
import { bareCrowd, liveCrowd } from "../crowd/open-crowd.ts";
import type { Memory } from "../servers/parent.ts";
import type { Case, Measurement } from "./case.ts";
import type { Effort } from "./rounds.ts";
import { ServerProcess } from "./server-process.ts";

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
export function memoryCases(
  name: string,
  { page, connections }: { page: string; connections: number },
): Case[] {
  let measured: Promise<Record<keyof Memory, Measurement>> | undefined;
  const memoryCase = (caseName: string, kind: keyof Memory): Case => ({
    name: caseName,
    unit: "bytes",
    baselineName: "bare ws",
    isLong: kind === "resident",
    async measure(effort) {
      measured ??= measure(page, connections, effort);
      return (await measured)[kind];
    },
  });
  return [memoryCase(name, "heap"), memoryCase(`${name}.resident`, "resident")];
}

async function measure(
  page: string,
  connections: number,
  effort: Effort,
): Promise<Record<keyof Memory, Measurement>> {
  bare ??= perConnection(ServerProcess.start("echo"), bareCrowd, bareConnections * effort.crowdShare);
  const server = ServerProcess.start("live", page, String(hibernateAfter));
  const crowd = connections * effort.crowdShare;
  const [baseline, live] = await Promise.all([bare, perConnection(server, liveCrowd, crowd)]);
  return {
    heap: { value: live.heap, baseline: baseline.heap, noise: 0 },
    resident: { value: live.resident, baseline: baseline.resident, noise: 0 },
  };
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
