import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** An example as its own process, with a database of its own, on one port through all its restarts. */
export class ExampleServer {
  readonly address: string;
  readonly databaseFile: string;
  readonly #script: string;
  readonly #folder: string;
  readonly #port: number;
  readonly #environment: NodeJS.ProcessEnv;
  #process: ChildProcess | undefined;
  output = "";

  static async start(script: string): Promise<ExampleServer> {
    const server = await ExampleServer.prepare(script);
    await server.start();
    return server;
  }

  /** @param environment Variables of the process, in place of those it would get. */
  static async prepare(script: string, environment: NodeJS.ProcessEnv = {}): Promise<ExampleServer> {
    // A space in the path, because users have them.
    const folder = await mkdtemp(join(tmpdir(), "liveloom example "));
    return new ExampleServer(script, { folder, port: await freePort(), environment });
  }

  private constructor(
    script: string,
    { folder, port, environment }: { folder: string; port: number; environment: NodeJS.ProcessEnv },
  ) {
    this.#script = script;
    this.#environment = environment;
    this.#folder = folder;
    this.#port = port;
    this.databaseFile = join(folder, "example.db");
    this.address = `http://localhost:${port}`;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, ["--conditions=source", "--import", "tsx", this.#script], {
      cwd: root,
      env: {
        ...process.env,
        PORT: String(this.#port),
        DATABASE_URL: `sqlite:${this.databaseFile}`,
        LIVELOOM_SECRET: "a-secret-for-tests-only-0123456789",
        LOG_LEVEL: "warn",
        ...this.#environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        this.output += chunk;
        if (this.output.includes(this.address)) resolve();
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.once("exit", (code) => reject(new Error(`The example ended with ${code}: ${this.output}`)));
    });
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
    this.output = "";
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "localhost");
  await once(probe, "listening");
  const address = probe.address();
  const port = typeof address === "object" && address ? address.port : 0;
  probe.close();
  await once(probe, "close");
  return port;
}
