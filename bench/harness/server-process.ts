import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A server of bench/servers/ in a process of its own, so that its CPU time is nobody else's. */
export class ServerProcess {
  /** Where it listens, "http://127.0.0.1:3000". */
  readonly origin: string;
  readonly #child: ChildProcess;

  static async start(name: string, ...args: string[]): Promise<ServerProcess> {
    const child = fork(fileURLToPath(new URL(`../servers/${name}.ts`, import.meta.url)), args);
    return new ServerProcess(child, String(await reply(child)));
  }

  private constructor(child: ChildProcess, origin: string) {
    this.#child = child;
    this.origin = origin;
  }

  /** User and system time spent so far, in microseconds. */
  async cpuTime(): Promise<number> {
    const answer = reply(this.#child);
    this.#child.send("cpu");
    return Number(await answer);
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, "exit");
    this.#child.disconnect();
    await exited;
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
