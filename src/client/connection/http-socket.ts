import { limits, type PollAnswer, type PollHead, PollKind, pollType, timing } from "../../shared/wire.ts";

/** Waits between attempts to repeat a request that got no answer, in milliseconds; then the connection is lost. */
const pauses = [200, 800, 2_000];

/** Frames are collected up to so many characters for one request; a longer one goes alone. */
const batchCharacters = 65_536;

/** The readyState of a WebSocket by its names. */
const State = { Connecting: 0, Open: 1, Closed: 3 } as const;

export interface HttpSocketOptions {
  /** While nobody looks at the page: a promise for which it does not ask for news. */
  readonly rest?: () => Promise<unknown> | undefined;
  /** Default: the browser's. */
  readonly fetch?: typeof fetch;
}

interface Answer {
  readonly head: PollAnswer;
  readonly frames: readonly string[];
}

/** Does what a WebSocket does by HTTP requests. Its `close` tells nobody but the server. */
export class HttpSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly #address: string;
  readonly #options: HttpSocketOptions;
  #state: number = State.Connecting;
  #id = "";
  /** How many of the server's frames came. */
  #taken = 0;
  /** How many of ours the server is known to have. */
  #sent = 0;
  #queue: string[] = [];
  #isSending = false;

  constructor(address: string, options: HttpSocketOptions = {}) {
    this.#address = address;
    this.#options = options;
    void this.#run();
  }

  get readyState(): number {
    return this.#state;
  }

  send(frame: string): void {
    this.#queue.push(frame);
    if (!this.#isSending) void this.#flush();
  }

  close(): void {
    if (this.#state === State.Open) {
      // Goes out even when the page is being left.
      this.#post(JSON.stringify([PollKind.Close, this.#id]), { keepalive: true }).catch(() => {});
    }
    this.#state = State.Closed;
  }

  /** Lets go of a connection that another page may need, as when the browser keeps this one for its history. */
  lose(code = 0): void {
    if (this.#state === State.Closed) return;
    this.close();
    this.onclose?.({ code });
  }

  async #run(): Promise<void> {
    const [id, code] = (await this.#ask([PollKind.Open]).catch(() => undefined))?.head ?? [];
    if (this.#state === State.Closed) return;
    if (!id) return this.lose(code);
    this.#id = String(id);
    this.#state = State.Open;
    this.onopen?.();
    while (this.#state === State.Open) await this.#listen();
  }

  async #listen(): Promise<void> {
    const rest = this.#options.rest?.();
    const answer = await this.#insist([PollKind.Poll, this.#id, this.#taken, rest ? 0 : 1]);
    if (!answer) return;
    const [first, code] = answer.head;
    for (const data of answer.frames.slice(this.#taken - Number(first))) {
      if (this.#state !== State.Open) return;
      this.#taken++;
      this.onmessage?.({ data });
    }
    if (code !== undefined) this.lose(code);
    await rest;
  }

  /** One request at a time, so that frames stay in order; what is said meanwhile goes with the next. */
  async #flush(): Promise<void> {
    this.#isSending = true;
    // What else is sent at this moment goes along.
    await undefined;
    while (this.#queue.length > 0 && this.#state === State.Open) {
      const answer = await this.#insist([PollKind.Send, this.#id, this.#sent], this.#batch());
      const count = Number(answer?.head[0]) - this.#sent;
      if (count > 0) {
        this.#queue.splice(0, count);
        this.#sent += count;
      } else this.lose();
    }
    this.#isSending = false;
  }

  #batch(): string[] {
    let room = batchCharacters;
    const isFitting = (frame: string, index: number) => {
      room -= frame.length;
      return index === 0 || (room >= 0 && index < limits.pollFrames);
    };
    const end = this.#queue.findIndex((frame, index) => !isFitting(frame, index));
    return this.#queue.slice(0, end < 0 ? undefined : end);
  }

  /** Repeats a request until it is answered; undefined when the connection is lost. */
  async #insist(head: PollHead, frames: readonly string[] = []): Promise<Answer | undefined> {
    for (const pause of [...pauses, undefined]) {
      try {
        const answer = await this.#ask(head, frames);
        return this.#state === State.Open ? answer : undefined;
      } catch (error) {
        if (pause === undefined || error instanceof Refused) break;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
      if (this.#state !== State.Open) return undefined;
    }
    this.lose();
    return undefined;
  }

  async #ask(head: PollHead, frames: readonly string[] = []): Promise<Answer> {
    // A proxy may never answer.
    const signal = AbortSignal.timeout(timing.poll * 1.5);
    const response = await this.#post([JSON.stringify(head), ...frames].join("\n"), { signal });
    // What it says of our own doing will not change; what a proxy says may.
    if (response.status >= 400 && response.status < 500) throw new Refused();
    if (!response.ok) throw new Error(`Status ${response.status}`);
    const [line = "", ...answered] = (await response.text()).split("\n");
    return { head: JSON.parse(line), frames: answered };
  }

  #post(body: string, options: RequestInit): Promise<Response> {
    const headers = { "content-type": pollType };
    const { fetch: post = fetch } = this.#options;
    return post(this.#address, { method: "POST", body, headers, ...options });
  }
}

/** The server has answered, and does not want it. */
class Refused extends Error {}
