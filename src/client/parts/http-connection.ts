import { ClientFrame } from "../../shared/wire.ts";
import { HttpSocket } from "../connection/http-socket.ts";

/** Pauses before a WebSocket is tried again, in milliseconds: each is twice as long as the last. */
const probePause = { first: 3_000, longest: 300_000 } as const;

/** How often a page that nobody looks at asks for news, in milliseconds: a browser has few connections to a server. */
const hiddenPause = 10_000;

export interface HttpConnectionOptions {
  /** Where to post. */
  readonly address: string;
  /** How long it may take until the first frame comes on a WebSocket, in milliseconds. */
  readonly patience: number;
  openWebSocket(): WebSocket;
  /** Takes a WebSocket that works after all; the connection over HTTP is closed then. */
  upgrade(socket: WebSocket): void;
}

/** Opens a connection over HTTP, which tries from time to time whether a WebSocket gets through. */
export function openHttpConnection(options: HttpConnectionOptions): HttpSocket {
  const socket = new HttpSocket(options.address, { rest: restWhileHidden });
  new Probe(socket, options).wait(probePause.first);
  return socket;
}

/** Looks for a way back to a WebSocket for as long as the connection over HTTP is needed. */
class Probe {
  readonly #current: HttpSocket;
  readonly #options: HttpConnectionOptions;
  readonly #over = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pause = 0;

  constructor(current: HttpSocket, options: HttpConnectionOptions) {
    this.#current = current;
    this.#options = options;
    const { signal } = this.#over;
    addEventListener("online", () => this.#timer && this.#try(), { signal });
    addEventListener("pagehide", () => current.lose(), { signal });
  }

  wait(pause: number): void {
    this.#pause = pause;
    this.#timer = setTimeout(() => this.#try(), pause);
  }

  #try(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isOver()) return;
    const socket = this.#options.openWebSocket();
    const patience = setTimeout(() => socket.close(), this.#options.patience);
    socket.onopen = () => socket.send(JSON.stringify([ClientFrame.Ping]));
    // Some proxies open a WebSocket and let nothing through.
    socket.onmessage = () => {
      clearTimeout(patience);
      socket.onclose = null;
      if (this.#isOver()) return socket.close();
      this.#over.abort();
      this.#options.upgrade(socket);
      this.#current.close();
    };
    socket.onclose = () => {
      clearTimeout(patience);
      this.wait(Math.min(this.#pause * 2, probePause.longest));
    };
  }

  #isOver(): boolean {
    const isOver = this.#current.readyState === WebSocket.CLOSED;
    if (isOver) this.#over.abort();
    return isOver;
  }
}

/** A promise that ends after a pause, or when somebody comes back to the page; undefined while somebody is there. */
function restWhileHidden(): Promise<unknown> | undefined {
  if (!document.hidden) return undefined;
  return new Promise<unknown>((resolve) => {
    setTimeout(resolve, hiddenPause);
    document.addEventListener("visibilitychange", resolve, { once: true });
  });
}
