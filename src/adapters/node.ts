import { createServer, type IncomingMessage, type Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { LiveloomError } from "../errors.ts";
import { App } from "../server/app.ts";
import type { AppOptions } from "../server/app-options.ts";
import { limits, socketPath } from "../shared/wire.ts";
import { type ListenOptions, listen } from "./listen.ts";
import { NodeSocket } from "./node-socket.ts";
import { sendResponse } from "./send-response.ts";
import { toRequest } from "./to-request.ts";

/** How long an app that closes finishes the answers it has begun, in milliseconds. */
const drainTime = 500;

/** An {@link App} with Node's own HTTP server around it. */
export class NodeApp extends App {
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: limits.frameBytes });
  #server: Server | undefined;

  /**
   * Prepares the database and starts to listen.
   * @returns The address people can open, "http://localhost:3000".
   * @throws LV-LISTEN when the port is taken or not allowed.
   */
  async listen(options: ListenOptions = {}): Promise<string> {
    await this.start();
    const server = createServer((incoming, outgoing) => void this.#respond(incoming, outgoing));
    server.on("upgrade", (incoming, socket, head) => this.#upgrade(incoming, { socket, head }));
    const address = await listen(server, options);
    this.answerTo(new URL(address).hostname);
    this.#server = server;
    return address;
  }

  /**
   * Listens, for an app that is a program of its own: it is closed when the program is asked to end (SIGINT,
   * SIGTERM), and when it cannot listen the program says why in a sentence and ends with code 1.
   *
   * A promise that was rejected and that nobody waits for (`save()` in an event where `return save()` was meant) is
   * logged, and the program goes on; unless the program listens to `unhandledRejection` itself.
   * @returns The address people can open, "http://localhost:3000".
   * @example console.log(`Open ${await app.serve()}`);
   */
  async serve(options: ListenOptions = {}): Promise<string> {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void this.#stop());
    if (process.listenerCount("unhandledRejection") === 0)
      process.on("unhandledRejection", (error) => this.#forgotten(error));
    try {
      return await this.listen(options);
    } catch (error) {
      if (!(error instanceof LiveloomError)) throw error;
      console.error(error.message);
      return process.exit(1);
    }
  }

  override async close(): Promise<void> {
    const server = this.#server;
    await super.close();
    for (const socket of this.#sockets.clients) socket.terminate();
    if (!server) return;
    // What is being answered may be a poll that says that the server stops.
    const cut = setTimeout(() => server.closeAllConnections(), drainTime);
    await new Promise((resolve) => server.close(resolve));
    clearTimeout(cut);
  }

  #forgotten(error: unknown): void {
    this.reportError(
      error,
      "a promise that nobody waits for: await it in the handler, or return it, so that the page is told",
    );
  }

  async #stop(): Promise<void> {
    await this.close();
    process.exit(0);
  }

  async #respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      const request = toRequest(incoming);
      const response = request ? await this.handle(request) : badHost();
      // A body that nobody read to its end would be taken for the next request.
      if (!incoming.complete) outgoing.setHeader("connection", "close");
      await sendResponse(response, outgoing);
    } catch (error) {
      this.logger.warn({ err: error }, "A response could not be sent");
      outgoing.destroy();
    }
  }

  #upgrade(incoming: IncomingMessage, { socket, head }: { socket: Duplex; head: Buffer }): void {
    socket.on("error", destroy);
    const isWebSocket = incoming.headers.upgrade?.toLowerCase() === "websocket";
    const request = isWebSocket ? toRequest(incoming) : undefined;
    if (!request || new URL(request.url).pathname !== socketPath) return this.#decline(incoming, socket);
    const refusal = this.refuseSocket(request);
    if (refusal) return void sendResponse(refusal, lastResponse(incoming, socket));
    this.#sockets.handleUpgrade(incoming, socket, head, (webSocket) => this.#connect(webSocket, request));
  }

  /** Answers as if no upgrade had been offered (RFC 9110, 7.8). A body is out of Node's reach by now. */
  #decline(incoming: IncomingMessage, socket: Duplex): void {
    const { "content-length": length = "0", "transfer-encoding": encoding } = incoming.headers;
    const outgoing = lastResponse(incoming, socket);
    if (length === "0" && encoding === undefined) void this.#respond(incoming, outgoing);
    else outgoing.writeHead(426, { upgrade: "websocket" }).end();
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

/**
 * Creates an app on Node's own HTTP server.
 * @throws LV-CONFIG-SECRET, LV-CONFIG-ORIGIN, LV-CONFIG-HOST, LV-CONFIG-PROXY, LV-ROUTE-DUPLICATE, LV-CLIENT-MISSING
 * @example
 * const app = createApp({ routes: [live("/", Counter)] });
 * console.log(`Open ${await app.serve()}`);
 */
export function createApp(options: AppOptions): NodeApp {
  return new NodeApp(options);
}

/** Not an arrow function in the upgrade: that would keep the whole request for as long as the socket lives. */
function destroy(this: Duplex): void {
  this.destroy();
}

function badHost(): Response {
  return new Response(`${new LiveloomError("LV-HOST").message}\n`, { status: 400 });
}

/** The response on a connection that Node has let go of, because an upgrade was offered on it. */
function lastResponse(incoming: IncomingMessage, socket: Duplex): ServerResponse {
  const outgoing = new ServerResponse(incoming);
  outgoing.shouldKeepAlive = false;
  const connection = socket as Socket;
  outgoing.assignSocket(connection);
  outgoing.on("finish", () => connection.destroySoon());
  return outgoing;
}
