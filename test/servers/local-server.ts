import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createServer, connect as openSocket } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** How long a server may take until it answers, in milliseconds. */
const startLimit = 60_000;

/** Ends the server and deletes its folder as soon as this process is gone, however it ended. */
const guardian =
  'folder=$1; shift; "$@" & server=$!; read -r _; kill -INT $server; wait $server; rm -rf "$folder"';

export interface ServerProgram {
  readonly command: readonly [string, ...string[]];
  readonly port: number;
  /** Deleted when the server has ended. */
  readonly folder: string;
  /** The user it runs as. Default: the one who runs the tests. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
}

/** Starts a server, waits until its port answers, and returns a function that stops it. */
export async function startServer({
  command,
  port,
  folder,
  user,
}: ServerProgram): Promise<() => Promise<void>> {
  const child = spawn("sh", ["-c", guardian, "sh", folder, ...command], {
    stdio: ["pipe", "ignore", "pipe"],
    ...user,
  });
  let said = "";
  child.stderr.on("data", (part) => {
    said += part;
  });
  const ended = new Promise<void>((resolve) => child.on("exit", () => resolve()));
  const until = Date.now() + startLimit;
  while (!(await answers(port))) {
    if (Date.now() > until) throw new Error(`${command[0]} does not answer on port ${port}:\n${said}`);
    await sleep(50);
  }
  return async () => {
    child.stdin.end();
    await ended;
  };
}

/** A port that nobody uses at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Where a program is: in the PATH, or in one of Debian's folders for PostgreSQL, newest first. */
export function findProgram(name: string): string | undefined {
  const versions = "/usr/lib/postgresql";
  const installed = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    ...installed.map((version) => join(versions, version, "bin")),
  ];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = openSocket(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
