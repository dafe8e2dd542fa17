import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { type WebSocket, WebSocketServer } from "ws";
import { LiveloomError } from "../errors.ts";
import { App } from "../server/app.ts";
import type { AppOptions } from "../server/app-options.ts";
import type { LiveSocket } from "../server/connection.ts";
import { limits, socketPath } from "../shared/wire.ts";

export interface ListenOptions {
  /** Default: 3000. With 0 the system chooses one; see the returned address. */
  readonly port?: number;
  /** Default: "localhost", reachable from this machine only. */
  readonly host?: string;
}

/** An {@link App} with Node's own HTTP server around it. */
export class NodeApp extends App {
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: limits.frameBytes });
  #server: Server | undefined;

  /**
   * Prepares the database and starts to listen.
   * @returns The address people can open, "http://localhost:3000".
   * @throws LV-LISTEN when the port is taken or not allowed.
   */
  async listen({ port = 3000, host = "localhost" }: ListenOptions = {}): Promise<string> {
    await this.start();
    const server = createServer((incoming, outgoing) => void this.#respond(incoming, outgoing));
    server.on("upgrade", (incoming, socket, head) => this.#upgrade(incoming, { socket, head }));
    await listening(server, port, host);
    this.#server = server;
    const { port: actual } = server.address() as AddressInfo;
    return `http://${host.includes(":") ? `[${host}]` : host}:${actual}`;
  }

  override async close(): Promise<void> {
    const server = this.#server;
    await super.close();
    for (const socket of this.#sockets.clients) socket.terminate();
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  async #respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      const request = toRequest(incoming);
      const response = request ? await this.handle(request) : badHost();
      // A body that nobody read to its end would be taken for the next request.
      if (!incoming.complete) outgoing.setHeader("connection", "close");
      await write(response, outgoing);
    } catch (error) {
      this.logger.warn({ err: error }, "A response could not be sent");
      outgoing.destroy();
    }
  }

  #upgrade(incoming: IncomingMessage, { socket, head }: { socket: Duplex; head: Buffer }): void {
    socket.on("error", () => socket.destroy());
    const request = toRequest(incoming);
    const isOurs = request !== undefined && new URL(request.url).pathname === socketPath;
    const refusal = isOurs ? this.refuseSocket(request) : badHost();
    if (refusal || !request) return void refuse(socket, refusal ?? badHost());
    this.#sockets.handleUpgrade(incoming, socket, head, (webSocket) => this.#connect(webSocket, request));
  }

  #connect(webSocket: WebSocket, request: Request): void {
    const connection = this.connect(new NodeSocket(webSocket), request);
    webSocket.on("message", (data: Buffer, isBinary: boolean) =>
      connection.receive(isBinary ? data : data.toString("utf8")),
    );
    // Oversized and broken frames: ws closes the socket with the fitting code (1009, 1002, 1007) by itself.
    webSocket.on("error", (error) => this.logger.info({ err: error }, "A socket failed"));
  }
}

/** A `ws` socket as connections see it. */
class NodeSocket implements LiveSocket {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  get bufferedAmount(): number {
    return this.#socket.bufferedAmount;
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  onClose(listener: () => void): void {
    this.#socket.on("close", listener);
  }
}

/**
 * Creates an app on Node's own HTTP server.
 * @throws LV-CONFIG-SECRET, LV-CONFIG-ORIGIN, LV-ROUTE-DUPLICATE, LV-CLIENT-MISSING
 * @example
 * const app = createApp({ routes: [live("/", Counter)] });
 * console.log(await app.listen({ port: 3000 }));
 */
export function createApp(options: AppOptions): NodeApp {
  return new NodeApp(options);
}

async function listening(server: Server, port: number, host: string): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    const reason = isTaken
      ? "the port is taken. Stop what listens there, or choose another port."
      : String(error);
    throw new LiveloomError("LV-LISTEN", { host, port, reason });
  }
}

/** undefined when the Host header does not make an address. */
function toRequest(incoming: IncomingMessage): Request | undefined {
  const { method = "GET", url = "/", headers, socket } = incoming;
  const scheme = "encrypted" in socket ? "https" : "http";
  const address = `${scheme}://${headers.host}${url}`;
  if (!headers.host || !/^[\w.:[\]-]+$/.test(headers.host) || !url.startsWith("/") || !URL.canParse(address))
    return undefined;
  const hasBody = method !== "GET" && method !== "HEAD";
  const body = hasBody
    ? { body: Readable.toWeb(incoming) as NonNullable<RequestInit["body"]>, duplex: "half" as const }
    : {};
  try {
    return new Request(address, { method, headers: toHeaders(incoming), ...body });
  } catch {
    return undefined;
  }
}

function toHeaders({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  return headers;
}

function badHost(): Response {
  return new Response(`${new LiveloomError("LV-HOST").message}\n`, { status: 400 });
}

async function write(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== "set-cookie") outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
  if (!response.body) return void outgoing.end();
  for await (const chunk of response.body as ReadableStream<Uint8Array>) outgoing.write(chunk);
  outgoing.end();
}

async function refuse(socket: Duplex, response: Response): Promise<void> {
  const text = await response.text();
  socket.end(
    `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status]}\r\nConnection: close\r\n` +
      `Content-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}
