import type { Memory, Question } from "../servers/parent.ts";
import { Child } from "./child.ts";

/** A server of bench/servers/ in a process of its own, so that its CPU time and memory are nobody else's. */
export class ServerProcess {
  /** Where it listens, "http://127.0.0.1:3000". */
  readonly origin: string;
  readonly #child: Child;

  static async start(name: string, ...args: string[]): Promise<ServerProcess> {
    const { child, ready } = await Child.start(`servers/${name}.ts`, args);
    return new ServerProcess(child, String(ready));
  }

  private constructor(child: Child, origin: string) {
    this.#child = child;
    this.origin = origin;
  }

  /** User and system time spent so far, in microseconds. */
  async cpuTime(): Promise<number> {
    return (await this.#child.ask({ kind: "cpu" } satisfies Question)) as number;
  }

  /** What is in use after garbage collections. */
  async memory(): Promise<Memory> {
    return (await this.#child.ask({ kind: "memory" } satisfies Question)) as Memory;
  }

  /** Sends to everybody who is connected; does not wait. */
  broadcast(message: unknown): void {
    this.#child.tell({ kind: "broadcast", message } satisfies Question);
  }

  async stop(): Promise<void> {
    await this.#child.stop();
  }
}
