import { ServerFrame, type ServerMessage } from "../../src/shared/wire.ts";
import type { Case, Measurement } from "./case.ts";
import { Child } from "./child.ts";
import { compareSamples, type Effort, type Sampled } from "./rounds.ts";
import { ServerProcess } from "./server-process.ts";

/** A server with everybody who is connected to it. */
interface Hall {
  readonly server: ServerProcess;
  readonly crowd: Child;
  readonly count: number;
  /** What the server is told so that everybody gets that tick's patch. */
  readonly message: (tick: number) => unknown;
}

/** Time until the last one has it, in milliseconds; the server's CPU time for one of them, in microseconds. */
type Figure = "time" | "cpu";

/** One publish to many live views that render it, against the same bytes sent to as many bare `ws` connections. */
export function fanoutCases(name: string, count: number): Case[] {
  let measured: Promise<Record<Figure, Measurement>> | undefined;
  const fanoutCase = (caseName: string, unit: Case["unit"], figure: Figure): Case => ({
    name: caseName,
    unit,
    baselineName: "ws broadcast",
    isLong: count > 1_000,
    async measure(effort) {
      measured ??= measure(count, effort);
      return (await measured)[figure];
    },
  });
  return [fanoutCase(name, "ms", "time"), fanoutCase(`${name}.cpu`, "µs", "cpu")];
}

async function measure(count: number, effort: Effort): Promise<Record<Figure, Measurement>> {
  const baseline = await openHall("bare", count);
  const subject = await openHall("live", count);
  const result = await compareSamples({ baseline: side(baseline), subject: side(subject) }, effort);
  for (const { server, crowd } of [baseline, subject]) await Promise.all([server.stop(), crowd.stop()]);
  return result;
}

async function openHall(kind: "bare" | "live", count: number): Promise<Hall> {
  const isLive = kind === "live";
  const server = await (isLive ? ServerProcess.start("live", "ticker") : ServerProcess.start("broadcast"));
  const { child: crowd } = await Child.start("crowd/main.ts", [kind, server.origin, String(count)]);
  return { server, crowd, count, message: isLive ? (tick) => tick : patch };
}

function side(hall: Hall): Sampled<Figure> {
  const { server, count } = hall;
  let tick = 0;
  return async (milliseconds) => {
    const start = performance.now();
    const before = await server.cpuTime();
    let [time, ticks] = [0, 0];
    for (; performance.now() - start < milliseconds; ticks++) time += await broadcast(hall, ++tick);
    return { time: time / ticks, cpu: ((await server.cpuTime()) - before) / ticks / count };
  };
}

/** Returns the milliseconds until everybody has it. */
async function broadcast({ server, crowd, message }: Hall, tick: number): Promise<number> {
  await crowd.ask({ text: patch(tick) });
  const received = crowd.answer();
  const start = performance.now();
  server.broadcast(message(tick));
  await received;
  return performance.now() - start;
}

/** The frame that shows a tick. */
function patch(tick: number): string {
  return JSON.stringify([ServerFrame.Patch, 0, [0, String(tick)]] satisfies ServerMessage);
}
