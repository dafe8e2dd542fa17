import {
  ClientFrame,
  type ClientMessage,
  CloseCode,
  pollPath,
  protocolVersion,
  type ServerMessage,
  socketPath,
  timing,
} from "../../shared/wire.ts";
import { backoff, reconnectDelay } from "./backoff.ts";
import type { HttpSocket } from "./http-socket.ts";

/** How long it may take until the first frame comes on a connection, in milliseconds. */
const patience = 8_000;

/** After so many attempts at which nothing came on a WebSocket, one is made over HTTP. */
const missLimit = 2;

/** Whether this tab had to do without a WebSocket, so that its next page does not have to find out again. */
const overHttp = "liveloom.overHttp";

/** Told what happens on the connection. */
export interface ConnectionListener {
  /** Connected, for the first time or again: views must join. */
  opened(): void;
  /** The connection is lost; another attempt follows by itself. */
  lost(): void;
  /** Has the connection {@link Connection.hold} what it received, as long as the page is not ready for this frame. */
  prepare(message: ServerMessage, text: string): void;
  received(message: ServerMessage): void;
  /** The server speaks another version of the protocol, or a part of this client's code is not there any more. */
  outdated(): void;
}

/**
 * The page's one connection: a WebSocket, or requests over HTTP where none gets through. It reconnects for as long as
 * the page is open.
 */
export class Connection {
  readonly #listener: ConnectionListener;
  #socket: WebSocket | HttpSocket | undefined;
  #attempt = 0;
  /** How many attempts in a row brought nothing. At {@link missLimit} the next is over HTTP, and the one after it not. */
  #misses = sessionStorage.getItem(overHttp) ? missLimit : 0;
  /** Whether something came: some proxies open a WebSocket and let nothing through. */
  #isProven = false;
  #heardAt = 0;
  #triedAt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #isEnded = false;
  /** Frames that came and are held. Those of another connection are forgotten: the server sends them again. */
  #held: string[] = [];
  #holds = 0;

  constructor(listener: ConnectionListener) {
    this.#listener = listener;
    setInterval(() => this.#beat(), timing.heartbeat);
    for (const sign of ["online", "pageshow", "focus", "visibilitychange"])
      addEventListener(sign, () => this.hurry());
  }

  open(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#triedAt = Date.now();
    this.#isProven = false;
    if (this.#misses < missLimit) this.#use(openWebSocket());
    else this.#openHttp().catch(() => this.#closed());
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

  /** Nothing is received until then, if there is anything to wait for. When it fails, the page is out of date. */
  async hold(until: Promise<unknown> | undefined): Promise<void> {
    if (!until) return;
    this.#holds++;
    await until.catch(() => this.#listener.outdated());
    this.#holds--;
    this.#receive();
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

  async #openHttp(): Promise<void> {
    const { openHttpConnection } = await import("../parts/http-connection.ts");
    if (this.#isEnded) return;
    this.#use(
      openHttpConnection({
        address: `${pollPath}?v=${protocolVersion}`,
        patience,
        openWebSocket,
        upgrade: (socket) => {
          this.#use(socket);
          this.#prove();
          this.#listener.opened();
        },
      }),
    );
  }

  #use(socket: WebSocket | HttpSocket): void {
    this.#socket = socket;
    this.#held = [];
    this.#heardAt = Date.now();
    setTimeout(() => this.#giveUp(socket), patience);
    socket.onopen = () => {
      this.send([ClientFrame.Ping]);
      this.#listener.opened();
    };
    socket.onmessage = ({ data }: { data: string }) => this.#received(data);
    socket.onclose = ({ code }: { code: number }) => this.#closed(socket, code);
  }

  #prove(): void {
    this.#isProven = true;
    if (this.#socket instanceof WebSocket) this.#misses = 0;
    sessionStorage.setItem(overHttp, this.#misses ? "1" : "");
  }

  /** What hangs will hang again. */
  #giveUp(socket: WebSocket | HttpSocket): void {
    if (socket !== this.#socket || this.#isProven) return;
    this.#misses ||= missLimit - 1;
    this.retry();
  }

  #received(text: string): void {
    this.#heardAt = Date.now();
    if (!this.#isProven) this.#prove();
    this.#held.push(text);
    this.#receive();
  }

  #receive(): void {
    while (this.isOpen && !this.#holds && this.#held.length > 0) {
      const [text = ""] = this.#held;
      const message = JSON.parse(text) as ServerMessage;
      this.#listener.prepare(message, text);
      if (this.#holds) return;
      this.#held.shift();
      this.#listener.received(message);
    }
  }

  #closed(socket?: WebSocket | HttpSocket, code = 0): void {
    if (socket !== this.#socket || this.#isEnded) return;
    this.#socket = undefined;
    if (code === CloseCode.Outdated) return this.#listener.outdated();
    if (!this.#isProven) this.#misses = (this.#misses % missLimit) + 1;
    this.#listener.lost();
    // Each wait ends with both ways being tried, HTTP at once: the server may be there and only WebSockets not.
    const wait = this.#isProven || this.#misses < missLimit ? backoff(this.#attempt++) : 0;
    this.#retry = setTimeout(() => this.open(), wait);
  }

  /** A connection can be dead without anybody having closed it. */
  #beat(): void {
    if (!this.isOpen) return;
    if (Date.now() - this.#heardAt < timing.silence) this.send([ClientFrame.Ping]);
    else this.retry();
  }
}

function openWebSocket(): WebSocket {
  const address = new URL(`${socketPath}?v=${protocolVersion}`, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  return new WebSocket(address);
}
