import { once } from "node:events";
import type { Server } from "node:http";
import { LiveloomError } from "../errors.ts";

export interface ListenOptions {
  /** Default: the environment's `PORT`, else 3000. With 0 the system chooses one; see the returned address. */
  readonly port?: number;
  /** Default: "localhost", reachable from this machine only. "0.0.0.0" or "::" is reachable from everywhere. */
  readonly host?: string;
}

const everywhere: readonly string[] = ["0.0.0.0", "::"];

/** Lets the server listen. @returns An address that can be opened here. @throws LV-LISTEN */
export async function listen(server: Server, { port, host = "localhost" }: ListenOptions): Promise<string> {
  const wanted = port ?? (process.env.PORT || 3000);
  try {
    server.listen(portNumber(wanted), host);
    await once(server, "listening");
  } catch (error) {
    throw new LiveloomError("LV-LISTEN", { host, port: wanted, reason: reasonOf(error) });
  }
  const name = everywhere.includes(host) ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${actualPort(server)}`;
}

function portNumber(port: number | string): number {
  const number = Number(port);
  if (/^\d+$/.test(String(port)) && number <= 65_535) return number;
  throw new Error("a port is a whole number from 0 to 65535.");
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isTaken = "code" in error && error.code === "EADDRINUSE";
  return isTaken ? "the port is taken. Stop what listens there, or choose another port." : error.message;
}

function actualPort(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}
