import { setTimeout as wait } from "node:timers/promises";
import type { Case } from "./case.ts";
import { inBatches } from "./in-batches.ts";
import { joinFrame } from "./live-socket.ts";
import { openPage } from "./open-page.ts";
import { compare, type Side } from "./rounds.ts";
import { sharedServer } from "./server-pool.ts";
import type { ServerProcess } from "./server-process.ts";
import {
  connectEchoVisit,
  connectVisit,
  echoVisit,
  joinVisit,
  type Visit,
  type VisitMaker,
} from "./visit.ts";

/** Visitors who are prepared, then enter one after the other. */
const batch = 20;
/** Entries after which the code is compiled; to prepare more takes too long. */
const enough = 300;
/** Visitors who are prepared at the same time. */
const width = 5;
/** Time in which all that belongs to a join has been sent, in milliseconds. */
const settleTime = 200;

/**
 * A socket takes over a page that was requested before; the request is not counted.
 *
 * `name` is the first exchange on an open socket, `name.connect` includes opening it, `name.bytes` is all that
 * the server sends for it. The baseline has the same frame echoed.
 */
export function joinCases(name: string, page: string): Case[] {
  const servers = async () => {
    const [live, echo] = await Promise.all([sharedServer("live", page), sharedServer("echo")]);
    return { live, echo, frame: joinFrame(await openPage(live.origin)) };
  };
  return [
    {
      name,
      unit: "µs",
      baselineName: "ws JSON echo",
      async measure(effort) {
        const { live, echo, frame } = await servers();
        return await compare(
          { baseline: side(echo, echoVisit(frame)), subject: side(live, joinVisit), enough },
          effort,
        );
      },
    },
    {
      name: `${name}.connect`,
      isLong: true,
      unit: "µs",
      baselineName: "ws open + echo",
      async measure(effort) {
        const { live, echo, frame } = await servers();
        const baseline = side(echo, connectEchoVisit(frame));
        return await compare({ baseline, subject: side(live, connectVisit), enough }, effort);
      },
    },
    {
      name: `${name}.bytes`,
      unit: "bytes",
      baselineName: "ws JSON echo",
      async measure() {
        const { live, echo, frame } = await servers();
        const baseline = await entryBytes(await echoVisit(frame)(echo.origin));
        return { value: await entryBytes(await joinVisit(live.origin)), baseline, noise: 0 };
      },
    },
  ];
}

/** The server's CPU time of one entry; preparing and leaving are not counted. */
function side(server: ServerProcess, prepare: VisitMaker): Side {
  return async (milliseconds) => {
    const end = performance.now() + milliseconds;
    let [cpu, repetitions] = [0, 0];
    do {
      const visits = await inBatches(batch, width, () => prepare(server.origin));
      const before = await server.cpuTime();
      for (const visit of visits) await visit.enter();
      cpu += (await server.cpuTime()) - before;
      repetitions += visits.length;
      for (const visit of visits) visit.leave();
    } while (performance.now() < end);
    return { cpu, repetitions };
  };
}

async function entryBytes(visit: Visit): Promise<number> {
  const { socket, answer } = await visit.enter();
  let bytes = answer.byteLength;
  socket.on("message", (data: Buffer) => {
    bytes += data.byteLength;
  });
  await wait(settleTime);
  visit.leave();
  return bytes;
}
