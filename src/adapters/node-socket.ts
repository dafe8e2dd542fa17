import type { WebSocket } from "ws";
import type { LiveSocket } from "../server/connection.ts";

/** A `ws` socket as connections see it. */
export class NodeSocket implements LiveSocket {
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
