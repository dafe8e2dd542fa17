import type { Connection, LiveSocket } from "../server/connection.ts";
import {
  ClientFrame,
  type ClientMessage,
  ServerFrame,
  type ServerMessage,
  wholePage,
} from "../shared/wire.ts";

/** The server's end, for one connection. */
export type Connect = (socket: LiveSocket, address: string) => Connection;

/** Told what goes through a {@link TestSocket}. */
export interface SocketWatcher {
  received(message: ServerMessage): void;
}

/** The WebSocket of a simulated browser: the app is at its other end, in the same process. */
export class TestSocket {
  static readonly OPEN = 1;
  readyState = 0;
  onopen: (() => void) | undefined;
  onmessage: ((event: { data: string }) => void) | undefined;
  onclose: ((event: { code: number }) => void) | undefined;
  readonly #watcher: SocketWatcher;
  readonly #unanswered = new Set<string>();
  #connection: Connection | undefined;
  #onServerClose: (() => void) | undefined;

  constructor(address: string, connect: Connect | undefined, watcher: SocketWatcher) {
    this.#watcher = watcher;
    queueMicrotask(() => (connect ? this.#open(connect, address) : this.#closed(1006)));
  }

  /** Whether the server has something to answer. */
  get isWaiting(): boolean {
    return this.readyState === 0 || this.#unanswered.size > 0;
  }

  /** The browser says something. */
  send(text: string): void {
    const message: ClientMessage = JSON.parse(text);
    // Signs of life are not worth the frames that the server allows: a test may last for days.
    if (message[0] === ClientFrame.Ping) return this.#arrive([ServerFrame.Pong]);
    if (message[0] === ClientFrame.Join) this.#unanswered.add(keyOf(message[1], 0));
    if (message[0] === ClientFrame.Event) this.#unanswered.add(keyOf(message[1], message[2]));
    if (message[0] === ClientFrame.Enter) this.#unanswered.add(keyOf(wholePage, 0));
    if (message[0] === ClientFrame.Call) this.#unanswered.add(keyOf(wholePage, message[1]));
    queueMicrotask(() => this.#connection?.receive(text));
  }

  /** The browser's end closes. */
  close(): void {
    this.drop(1000);
  }

  /** The connection breaks. */
  drop(code = 1006): void {
    if (this.readyState > TestSocket.OPEN) return;
    this.readyState = 3;
    this.#onServerClose?.();
    this.#closed(code);
  }

  #open(connect: Connect, address: string): void {
    if (this.readyState !== 0) return;
    this.readyState = TestSocket.OPEN;
    this.#connection = connect(
      {
        bufferedAmount: 0,
        send: (text) => queueMicrotask(() => this.#arrive(JSON.parse(text))),
        close: (code) => queueMicrotask(() => this.drop(code)),
        onClose: (listener) => {
          this.#onServerClose = listener;
        },
      },
      address,
    );
    this.onopen?.();
  }

  #arrive(message: ServerMessage): void {
    if (this.readyState !== TestSocket.OPEN) return;
    if (message[0] === ServerFrame.Joined) this.#unanswered.delete(keyOf(message[1], 0));
    if (message[0] === ServerFrame.Entered) this.#unanswered.delete(keyOf(wholePage, 0));
    if (message[0] === ServerFrame.Called) this.#unanswered.delete(keyOf(wholePage, message[1]));
    if (message[0] === ServerFrame.Answer || message[0] === ServerFrame.Refused)
      this.#unanswered.delete(keyOf(message[1], message[2]));
    if (message[0] === ServerFrame.Redirect || message[0] === ServerFrame.Ended) this.#unanswered.clear();
    this.#watcher.received(message);
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  #closed(code: number): void {
    this.readyState = 3;
    this.#unanswered.clear();
    this.onclose?.({ code });
  }
}

function keyOf(view: number, sequence: number): string {
  return `${view} ${sequence}`;
}
