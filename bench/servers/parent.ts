import { setTimeout as wait } from "node:timers/promises";

/** What the benchmark asks a server. A broadcast is not answered. */
export type Question = { kind: "cpu" } | { kind: "memory" } | { kind: "broadcast"; message: unknown };

/** In bytes. */
export interface Memory {
  /** What JavaScript and its buffers hold. */
  readonly heap: number;
  /** What the process has from the system. */
  readonly resident: number;
}

/** Time between garbage collections, so that what waits for the first is taken by the second; in milliseconds. */
const collectionPause = 100;

/** Tells the benchmark where this server listens, answers its questions, and ends with it. */
export function serveParent(origin: string, broadcast: (message: unknown) => void = () => {}): void {
  process.on("message", (question: Question) => {
    if (question.kind === "cpu") process.send?.(cpuTime());
    else if (question.kind === "memory") void memory().then((used) => process.send?.(used));
    else broadcast(question.message);
  });
  process.on("disconnect", () => process.exit());
  process.send?.(origin);
}

function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

async function memory(): Promise<Memory> {
  for (let collection = 0; collection < 3; collection++) {
    globalThis.gc?.();
    await wait(collectionPause);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
}
