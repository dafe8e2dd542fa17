import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import type { Duplex } from "node:stream";

/**
 * A WebSocket that costs the benchmark little, so that thousands of them do not hide what the server costs.
 * It knows text frames of up to 65,535 bytes, and that is all.
 */
export class LightSocket {
  readonly #stream: Duplex;
  #rest: Buffer = Buffer.alloc(0);
  #listener: (text: string) => void = () => {};

  /** @param address Begins with "http:". */
  static async open(address: string, headers: Record<string, string> = {}): Promise<LightSocket> {
    const asking = request(address, {
      headers: {
        ...headers,
        Connection: "Upgrade",
        Upgrade: "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": randomBytes(16).toString("base64"),
      },
    });
    asking.end();
    const [, stream, head] = await once(asking, "upgrade");
    return new LightSocket(stream, head);
  }

  private constructor(stream: Duplex, head: Buffer) {
    this.#stream = stream;
    stream.on("data", (chunk: Buffer) => this.#receive(chunk));
    stream.on("error", () => stream.destroy());
    if (head.length > 0) this.#receive(head);
  }

  /** Calls the listener for each message from now on; the one before is forgotten. */
  onMessage(listener: (text: string) => void): void {
    this.#listener = listener;
  }

  send(text: string): void {
    this.#stream.write(maskedFrame(text));
  }

  /** Ends it without a farewell. */
  destroy(): void {
    this.#stream.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    while (this.#rest.length >= 2) {
      const short = this.#rest.readUInt8(1);
      const start = short === 126 ? 4 : 2;
      if (this.#rest.length < start) return;
      const end = start + (short === 126 ? this.#rest.readUInt16BE(2) : short);
      if (this.#rest.length < end) return;
      const text = this.#rest.toString("utf8", start, end);
      this.#rest = this.#rest.subarray(end);
      this.#listener(text);
    }
  }
}

/** The mask is zero, which leaves the text as it is. */
function maskedFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const size = payload.length;
  const head = size < 126 ? [0x81, 0x80 | size] : [0x81, 0xfe, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload]);
}
