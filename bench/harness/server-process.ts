import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Memory, Question } from "../servers/parent.ts";

/** A server of bench/servers/ in a process of its own, so that its CPU time and memory are nobody else's. */
export class ServerProcess {
  /** Where it listens, "http://127.0.0.1:3000". */
  readonly origin: string;
  readonly #child: ChildProcess;

  static async start(name: string, ...args: string[]): Promise<ServerProcess> {
    const file = fileURLToPath(new URL(`../servers/${name}.ts`, import.meta.url));
    const child = fork(file, args, { execArgv: [...process.execArgv, "--expose-gc"] });
    return new ServerProcess(child, String(await reply(child)));
  }

  private constructor(child: ChildProcess, origin: string) {
    this.#child = child;
    this.origin = origin;
  }

  /** User and system time spent so far, in microseconds. */
  async cpuTime(): Promise<number> {
    return (await this.#ask({ kind: "cpu" })) as number;
  }

  /** What is in use after a garbage collection. */
  async memory(): Promise<Memory> {
    return (await this.#ask({ kind: "memory" })) as Memory;
  }

  /** Sends to everybody who is connected; does not wait. */
  broadcast(message: unknown): void {
    this.#child.send({ kind: "broadcast", message } satisfies Question);
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, "exit");
    this.#child.disconnect();
    await exited;
  }

  async #ask(question: Question): Promise<unknown> {
    const answer = reply(this.#child);
    this.#child.send(question);
    return await answer;
  }
}

/** The child's next message. @throws when it ends without one. */
async function reply(child: ChildProcess): Promise<unknown> {
  const settled = new AbortController();
  const { signal } = settled;
  try {
    return await Promise.race([
      once(child, "message", { signal }).then(([message]: unknown[]) => message),
      once(child, "exit", { signal }).then(([code]) => {
        throw new Error(`A server of the benchmark ended with exit code ${code}`);
      }),
    ]);
  } finally {
    settled.abort();
  }
}
