import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("python", import.meta.url));

/** A module of bench/peers/python/, served by uvicorn. */
export class PythonServer {
  readonly origin: string;
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: Interface;

  static async start(python: string, module: string): Promise<PythonServer> {
    const child = spawn(python, ["-B", "serve.py", module], {
      cwd: folder,
      stdio: ["pipe", "pipe", "inherit"],
    });
    const lines = createInterface(child.stdout);
    const [port] = await Promise.race([once(lines, "line"), once(lines, "close")]);
    if (port === undefined) throw new Error(`The Python server of ${module} did not start`);
    return new PythonServer({ child, lines, port: Number(port) });
  }

  private constructor({
    child,
    lines,
    port,
  }: {
    child: ChildProcessByStdio<Writable, Readable, null>;
    lines: Interface;
    port: number;
  }) {
    this.#process = child;
    this.#lines = lines;
    this.origin = `http://127.0.0.1:${port}`;
  }

  /** User and system time spent so far, in microseconds. */
  async cpuTime(): Promise<number> {
    const answered = once(this.#lines, "line");
    this.#process.stdin.write("\n");
    const [line] = await answered;
    return Number(line);
  }

  async stop(): Promise<void> {
    const exited = once(this.#process, "exit");
    this.#process.stdin.end();
    this.#process.kill();
    await exited;
  }
}
