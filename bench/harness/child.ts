import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Processes use Liveloom as it is published, built by `npm run bench`; this one uses its sources. */
const execArgv = [
  ...process.execArgv.filter((argument) => argument !== "--conditions=source"),
  "--expose-gc",
];

/** A process of its own that answers questions one after the other. */
export class Child {
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess) {
    this.#process = process;
  }

  /** Starts a file of bench/. Its first message, which says that it is ready, is returned with it. */
  static async start(file: string, args: readonly string[]): Promise<{ child: Child; ready: unknown }> {
    const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
    const child = new Child(fork(path, args, { execArgv }));
    return { child, ready: await child.#reply() };
  }

  async ask(question: object): Promise<unknown> {
    const answer = this.#reply();
    this.#process.send(question);
    return await answer;
  }

  /** Says something that is not answered. */
  tell(message: object): void {
    this.#process.send(message);
  }

  /** The answer to what was said before. */
  async answer(): Promise<unknown> {
    return await this.#reply();
  }

  async stop(): Promise<void> {
    const exited = once(this.#process, "exit");
    this.#process.disconnect();
    await exited;
  }

  /** The next message. @throws when the process ends without one. */
  async #reply(): Promise<unknown> {
    const settled = new AbortController();
    const { signal } = settled;
    try {
      return await Promise.race([
        once(this.#process, "message", { signal }).then(([message]: unknown[]) => message),
        once(this.#process, "exit", { signal }).then(([code]) => {
          throw new Error(`A process of the benchmark ended with exit code ${code}`);
        }),
      ]);
    } finally {
      settled.abort();
    }
  }
}
