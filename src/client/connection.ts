import {
  ClientFrame,
  type ClientMessage,
  CloseCode,
  protocolVersion,
  type ServerMessage,
  socketPath,
  timing,
} from "../shared/wire.ts";
import { backoff, reconnectDelay } from "./backoff.ts";

/** Told what happens on the connection. */
export interface ConnectionListener {
  /** Connected, for the first time or again: views must join. */
  opened(): void;
  /** The connection is lost; another attempt follows by itself. */
  lost(): void;
  received(message: ServerMessage): void;
  /** The server speaks another version of the protocol. */
  outdated(): void;
}

/** The page's one WebSocket. It reconnects for as long as the page is open. */
export class Connection {
  readonly #listener: ConnectionListener;
  #socket: WebSocket | undefined;
  #attempt = 0;
  #heardAt = 0;
  #triedAt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #isEnded = false;

  constructor(listener: ConnectionListener) {
    this.#listener = listener;
    setInterval(() => this.#beat(), timing.heartbeat);
    for (const sign of ["online", "pageshow", "focus"]) addEventListener(sign, () => this.hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
  }

  open(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#triedAt = Date.now();
    const address = new URL(`${socketPath}?v=${protocolVersion}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new WebSocket(address);
    this.#socket = socket;
    this.#heardAt = Date.now();
    socket.onopen = () => this.#listener.opened();
    socket.onmessage = ({ data }) => this.#received(data);
    socket.onclose = ({ code }) => this.#closed(socket, code);
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  send(message: ClientMessage): void {
    if (this.isOpen) this.#socket?.send(JSON.stringify(message));
  }

  /** The connection proved useful: the next loss starts with short waits again. */
  confirm(): void {
    this.#attempt = 0;
  }

  /** There is a reason to try again now rather than later. */
  hurry(): void {
    const { hurryPause } = reconnectDelay;
    if (this.#retry === undefined || this.#isEnded || Date.now() - this.#triedAt < hurryPause) return;
    this.#attempt = 0;
    this.open();
  }

  /** Gives this connection up; another attempt follows. */
  retry(): void {
    const socket = this.#socket;
    socket?.close();
    if (socket) this.#closed(socket);
  }

  /** Closes for good. */
  end(): void {
    this.#isEnded = true;
    clearTimeout(this.#retry);
    this.#socket?.close();
  }

  #received(data: unknown): void {
    this.#heardAt = Date.now();
    this.#listener.received(JSON.parse(String(data)) as ServerMessage);
  }

  #closed(socket: WebSocket, code = 0): void {
    if (socket !== this.#socket || this.#isEnded) return;
    this.#socket = undefined;
    if (code === CloseCode.Outdated) return this.#listener.outdated();
    this.#listener.lost();
    this.#retry = setTimeout(() => this.open(), backoff(this.#attempt++));
  }

  /** A connection can be dead without anybody having closed it. */
  #beat(): void {
    if (!this.isOpen) return;
    if (Date.now() - this.#heardAt < timing.silence) this.send([ClientFrame.Ping]);
    else this.retry();
  }
}
