import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";

/** What a gateway does with a WebSocket's handshake, or with the WebSocket. */
export type SocketRule = "pass" | "refuse" | "hang" | "open and swallow";

/** A proxy between browser and server, as people have it at work or on a train. */
export class Gateway {
  readonly address: string;
  readonly #server: Server;
  readonly #target: URL;
  readonly #sockets = new Set<Duplex>();
  sockets: SocketRule = "pass";
  /** Cuts every n-th answer off, before the browser has it; 0 for none. */
  cutsEvery = 0;
  /** Paths of the requests that went through, WebSockets not included. */
  readonly requests: string[] = [];

  static async open(target: string): Promise<Gateway> {
    const server = createServer().listen(0, "localhost");
    await once(server, "listening");
    return new Gateway(server, new URL(target));
  }

  private constructor(server: Server, target: URL) {
    const address = server.address();
    this.#server = server;
    this.#target = target;
    this.address = `http://localhost:${typeof address === "object" ? address?.port : address}`;
    server.on("request", (incoming, outgoing) => this.#forward(incoming, outgoing));
    server.on("upgrade", (incoming, socket, head) => this.#upgrade(incoming, socket, head));
  }

  /** Whether a WebSocket is open through this proxy. */
  get hasSocket(): boolean {
    return this.#sockets.size > 0;
  }

  /** Ends all WebSockets, as a network does that is gone for a moment. */
  drop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  close(): void {
    this.drop();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, url, headers } = incoming;
    this.requests.push(url ?? "");
    const isCut = this.cutsEvery > 0 && this.requests.length % this.cutsEvery === 0;
    const onward = request(new URL(url ?? "", this.#target), { method, headers }, (answer) => {
      // Read as a whole first, as proxies that buffer do.
      const chunks: Buffer[] = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => {
        if (isCut) return outgoing.destroy();
        const { "transfer-encoding": _, ...rest } = answer.headers;
        outgoing.writeHead(answer.statusCode ?? 502, rest).end(Buffer.concat(chunks));
      });
    });
    onward.on("error", () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  }

  #upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => {});
    if (this.sockets === "hang") return;
    if (this.sockets === "refuse")
      return void socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n");
    const onward = connect(Number(this.#target.port), this.#target.hostname);
    onward.on("error", () => socket.destroy());
    const headers = incoming.rawHeaders.map((text, index) => text + (index % 2 ? "\r\n" : ": ")).join("");
    onward.write(`GET ${incoming.url} HTTP/1.1\r\n${headers}\r\n`);
    onward.write(head);
    onward.pipe(socket);
    if (this.sockets !== "pass") return;
    socket.pipe(onward);
    this.#sockets.add(socket);
    socket.on("close", () => {
      this.#sockets.delete(socket);
      onward.destroy();
    });
  }
}
