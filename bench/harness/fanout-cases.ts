import type { LiveView } from "liveloom";
import { Rendering } from "../../src/live/rendering.ts";
import { ServerFrame, type ServerMessage } from "../../src/shared/wire.ts";
import type { Case, Measurement } from "./case.ts";
import { Child } from "./child.ts";
import { compareSamples, type Effort, type Sampled } from "./rounds.ts";
import { ServerProcess } from "./server-process.ts";
import { standalone } from "./standalone.ts";

/** A server with everybody who is connected to it. */
interface Hall {
  readonly server: ServerProcess;
  readonly crowd: Child;
  readonly connections: number;
  /** The frame that everybody gets for the next tick. */
  readonly patch: (tick: number) => string;
  /** Whether the server is told the tick, and not the frame. */
  readonly isLive: boolean;
}

/** Pages to which the numbers 1, 2, 3... are told. */
export interface Audience {
  /** One of bench/pages/ that subscribes to its `topic`. Default: a page without a live view. */
  readonly page?: string;
  /** What such a page gets for a number. */
  readonly updates?: (tick: number) => string;
  readonly connections: number;
}

/** Messages after which the code is compiled, for each connection. */
const enough = 20;

/** Time until the last one has it, in milliseconds; the server's CPU time for one of them, in microseconds. */
type Figure = "time" | "cpu";

/** One publish to many live views that render it, against the same bytes sent to as many bare `ws` connections. */
export function fanoutCases(name: string, audience: Audience): Case[] {
  let measured: Promise<Record<Figure, Measurement>> | undefined;
  const fanoutCase = (caseName: string, unit: Case["unit"], figure: Figure): Case => ({
    name: caseName,
    unit,
    baselineName: "ws broadcast",
    isLong: audience.connections > 1_000,
    async measure(effort) {
      measured ??= measure(audience, effort);
      return (await measured)[figure];
    },
  });
  return [fanoutCase(name, "ms", "time"), fanoutCase(`${name}.cpu`, "µs", "cpu")];
}

async function measure(audience: Audience, effort: Effort): Promise<Record<Figure, Measurement>> {
  const baseline = await openHall("bare", audience);
  const subject = await openHall("live", audience);
  const sides = { baseline: side(baseline), subject: side(subject), enough };
  const result = await compareSamples(sides, effort);
  for (const { server, crowd } of [baseline, subject]) await Promise.all([server.stop(), crowd.stop()]);
  return result;
}

async function openHall(kind: "bare" | "live", { page, updates, connections }: Audience): Promise<Hall> {
  const isLive = kind === "live";
  const server = await startServer(isLive, page);
  const crowdKind = isLive && page === undefined ? "handlers" : kind;
  const { child: crowd } = await Child.start("crowd/main.ts", [
    crowdKind,
    server.origin,
    String(connections),
  ]);
  const patch = updates ?? (await patchMaker(page ?? ""));
  return { server, crowd, connections, patch, isLive };
}

function startServer(isLive: boolean, page: string | undefined): Promise<ServerProcess> {
  if (!isLive) return ServerProcess.start("broadcast");
  return page === undefined ? ServerProcess.start("handlers") : ServerProcess.start("live", page);
}

function side(hall: Hall): Sampled<Figure> {
  const { server, connections } = hall;
  let tick = 0;
  return async (milliseconds) => {
    const start = performance.now();
    const before = await server.cpuTime();
    let [time, ticks] = [0, 0];
    for (; performance.now() - start < milliseconds; ticks++) time += await broadcast(hall, ++tick);
    const cpu = (await server.cpuTime()) - before;
    return { repetitions: ticks, figures: { time: time / ticks, cpu: cpu / ticks / connections } };
  };
}

/** Returns the milliseconds until everybody has it. */
async function broadcast({ server, crowd, patch, isLive }: Hall, tick: number): Promise<number> {
  const frame = patch(tick);
  await crowd.ask({ text: frame });
  const received = crowd.answer();
  const start = performance.now();
  server.broadcast(isLive ? tick : frame);
  await received;
  return performance.now() - start;
}

/** Makes the frames for one tick after the other, by rendering the page here. */
async function patchMaker(page: string): Promise<(tick: number) => string> {
  const { Page, topic }: { Page: new () => LiveView; topic: string } = await import(`../pages/${page}.ts`);
  const view = standalone(Page);
  const rendering = new Rendering({ view });
  rendering.start();
  return (tick) => {
    view.handleInfo?.(topic, tick);
    const update = rendering.update();
    if (!update || !("patch" in update)) throw new Error(`The page "${page}" makes no patch`);
    return JSON.stringify([ServerFrame.Patch, 0, update.patch] satisfies ServerMessage);
  };
}
