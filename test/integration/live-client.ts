import { once } from "node:events";
import { type ClientOptions, WebSocket } from "ws";
import { HttpSocket } from "../../src/client/connection/http-socket.ts";
import {
  ClientFrame,
  type ClientMessage,
  type Fields,
  ServerFrame,
  type ServerMessage,
} from "../../src/shared/wire.ts";
import type { OpenPage } from "./live-app.ts";

interface HandlerCall {
  readonly data: Fields;
  readonly form: Fields;
  readonly url: string;
}

interface Reader {
  resolve(message: ServerMessage): void;
  reject(error: Error): void;
}

/** What a WebSocket and its stand-in over HTTP have in common. */
interface Socket {
  onmessage: ((event: { data: string }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(data: string | Uint8Array): void;
  close(): void;
  pause?(): void;
  resume?(): void;
}

/** A browser's socket: speaks the wire protocol and reads the answers one by one. */
export class LiveClient {
  /** Everything that came, as it came. */
  readonly received: string[] = [];
  /** Settles with the code when the socket is closed. */
  readonly closeCode: Promise<number>;
  readonly #socket: Socket;
  readonly #unread: ServerMessage[] = [];
  readonly #readers: Reader[] = [];
  #sequence = 0;
  #calls = 0;

  static async open(address: string, headers: NonNullable<ClientOptions["headers"]>): Promise<LiveClient> {
    const socket = new WebSocket(address, { headers });
    socket.on("error", () => {});
    const client = new LiveClient(socket as Socket);
    await once(socket, "open");
    return client;
  }

  /** The same by HTTP requests, as where no WebSocket gets through. */
  static async overHttp(address: string, post: typeof fetch): Promise<LiveClient> {
    let last: Promise<unknown> = Promise.resolve();
    const http = new HttpSocket(address, {
      fetch: (...request) => {
        const answer = post(...request);
        last = answer.catch(() => {});
        return answer;
      },
    });
    const client = new LiveClient({
      set onmessage(listener: Socket["onmessage"]) {
        http.onmessage = listener;
      },
      set onclose(listener: Socket["onclose"]) {
        http.onclose = listener;
      },
      send: (data) => http.send(String(data)),
      close: () => {
        http.close();
        void last.then(() => http.onclose?.({ code: 1000 }));
      },
    });
    await new Promise<void>((resolve) => {
      http.onopen = resolve;
      void client.closeCode.then(() => resolve());
    });
    return client;
  }

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#take(data);
    this.closeCode = new Promise((resolve) => {
      socket.onclose = ({ code }) => resolve(code);
    });
    void this.closeCode.then((code) => this.#fail(code));
  }

  /** Sends bytes or text that need not be a frame. */
  sendRaw(data: string | Uint8Array): void {
    this.#socket.send(data);
  }

  send(message: ClientMessage): void {
    this.sendRaw(JSON.stringify(message));
  }

  /** The next message that was not read yet. */
  next(): Promise<ServerMessage> {
    const message = this.#unread.shift();
    if (message) return Promise.resolve(message);
    return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }));
  }

  /** Joins the page as view 0. Its events are then counted from 1. */
  async join({ token, path }: Pick<OpenPage, "token" | "path">, applied = 0): Promise<ServerMessage> {
    this.send([ClientFrame.Join, 0, token, path, applied]);
    return await this.next();
  }

  /** Calls an event of view 0, and waits for the next message. */
  async call(name: string, params: unknown = {}): Promise<ServerMessage> {
    this.post(name, params);
    return await this.next();
  }

  /** Calls an event of view 0 without waiting; returns its number. */
  post(name: string, params: unknown = {}): number {
    this.#sequence++;
    this.send([ClientFrame.Event, 0, this.#sequence, name, params]);
    return this.#sequence;
  }

  /** Enters as a page that calls handlers. Its calls are then counted from 1. */
  async enter(
    { pageToken, path }: Pick<OpenPage, "pageToken" | "path">,
    { received = 0, rooms = [] as string[] } = {},
  ): Promise<ServerMessage> {
    this.send([ClientFrame.Enter, pageToken, path, received, rooms]);
    return await this.next();
  }

  /** Calls a handler without waiting; returns the call's number. */
  postCall(name: string, { data = {}, form = {}, url = "/" }: Partial<HandlerCall> = {}): number {
    this.#calls++;
    this.send([ClientFrame.Call, this.#calls, name, data, form, url]);
    return this.#calls;
  }

  /** Calls a handler, and waits for the next message. */
  async callHandler(name: string, call: Partial<HandlerCall> = {}): Promise<ServerMessage> {
    this.postCall(name, call);
    return await this.next();
  }

  /** Asks for a sign of life, and returns all that came before it. */
  async untilPong(): Promise<ServerMessage[]> {
    this.send([ClientFrame.Ping]);
    const messages: ServerMessage[] = [];
    for (let message = await this.next(); message[0] !== ServerFrame.Pong; message = await this.next())
      messages.push(message);
    return messages;
  }

  /** Stops reading, until {@link resume}. Only over a WebSocket. */
  pause(): void {
    this.#socket.pause?.();
  }

  resume(): void {
    this.#socket.resume?.();
  }

  async close(): Promise<void> {
    this.#socket.close();
    await this.closeCode;
  }

  #take(text: string): void {
    this.received.push(text);
    const message: ServerMessage = JSON.parse(text);
    const reader = this.#readers.shift();
    if (reader) reader.resolve(message);
    else this.#unread.push(message);
  }

  #fail(code: number): void {
    for (const { reject } of this.#readers.splice(0)) reject(new Error(`The socket was closed with ${code}`));
  }
}
