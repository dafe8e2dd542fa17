import { createApp, type NodeApp } from "../../src/adapters/node.ts";
import { createSigner } from "../../src/http/signing.ts";
import { type Topic, topicName } from "../../src/pubsub/topic.ts";
import type { AppOptions } from "../../src/server/app-options.ts";
import type { Logger } from "../../src/server/logger.ts";
import { type BrowserSession, openSession } from "../../src/session/browser-session.ts";
import { createMemorySessionStore } from "../../src/session/memory.ts";
import { attributes } from "../../src/shared/markup.ts";
import { pageToken, pollPath, protocolVersion, socketPath } from "../../src/shared/wire.ts";
import { LiveClient } from "./live-client.ts";

const secret = "a-secret-for-tests-only-0123456789";

export const signer = createSigner(secret);

/** A page as a browser has it: its HTML, and what its socket needs. */
export interface OpenPage {
  readonly path: string;
  readonly status: number;
  readonly location: string | null;
  readonly html: string;
  /** Takes the mounted view over; empty when the page has none. */
  readonly token: string;
  /** Lets the page call handlers; empty when it may not. */
  readonly pageToken: string;
  /** For the Cookie header. */
  readonly cookie: string;
}

export interface LogEntry {
  readonly level: "info" | "warn" | "error";
  readonly fields: object;
  readonly message: string;
}

/** Whether clients connect as where no WebSocket gets through. */
const isOverHttp = process.env.LIVELOOM_TEST_TRANSPORT === "http";

/** A real app on a port of its own. */
export class LiveApp {
  readonly app: NodeApp;
  readonly log: LogEntry[];
  readonly origin: string;

  static async start(options: Omit<AppOptions, "secret" | "logger">): Promise<LiveApp> {
    const log: LogEntry[] = [];
    const app = createApp({ ...options, secret, logger: recordingLogger(log) });
    return new LiveApp(app, log, await app.listen({ port: 0, host: "localhost" }));
  }

  private constructor(app: NodeApp, log: LogEntry[], origin: string) {
    this.app = app;
    this.log = log;
    this.origin = origin;
  }

  get socketAddress(): string {
    return `${this.origin.replace("http", "ws")}${socketPath}?v=${protocolVersion}`;
  }

  get pollAddress(): string {
    return `${this.origin}${pollPath}?v=${protocolVersion}`;
  }

  /** Fetches as a page of this app would, in its browser session. */
  fetchAs(cookie: string): typeof fetch {
    return (input, options) =>
      fetch(input, { ...options, headers: { ...options?.headers, Origin: this.origin, Cookie: cookie } });
  }

  publish(topic: string | Topic<unknown>, message: unknown): void {
    this.app.publish(topicName(topic), message);
  }

  async close(): Promise<void> {
    await this.app.close();
  }

  /** Requests a page; with a cookie in the same browser session as another. */
  async open(path: string, cookie = ""): Promise<OpenPage> {
    const headers = { accept: "text/html", cookie };
    const response = await fetch(this.origin + path, { headers, redirect: "manual" });
    const html = await response.text();
    const [, token = ""] = new RegExp(`${attributes.token}="([^"]+)"`).exec(html) ?? [];
    const [, callToken = ""] = new RegExp(`name="${pageToken}" content="([^"]+)"`).exec(html) ?? [];
    const [given = cookie] = response.headers.get("set-cookie")?.split(";") ?? [];
    const { status, headers: answered } = response;
    return {
      path,
      status,
      location: answered.get("location"),
      html,
      token,
      pageToken: callToken,
      cookie: given,
    };
  }

  /** Opens a socket in the page's browser session. */
  async connect({ cookie }: Pick<OpenPage, "cookie">): Promise<LiveClient> {
    if (isOverHttp) return await LiveClient.overHttp(this.pollAddress, this.fetchAs(cookie));
    return await LiveClient.open(this.socketAddress, { Origin: this.origin, Cookie: cookie });
  }

  /** Opens a page and its socket, and joins. */
  async visit(path: string, cookie = ""): Promise<LiveClient> {
    const page = await this.open(path, cookie);
    const client = await this.connect(page);
    await client.join(page);
    return client;
  }

  /** Opens a page that calls handlers and its socket, and enters. */
  async enter(path: string, cookie = ""): Promise<LiveClient> {
    const page = await this.open(path, cookie);
    const client = await this.connect(page);
    await client.enter(page);
    return client;
  }
}

/** The browser session behind a cookie header, with the store of the app's accounts. */
export async function sessionOf(cookie: string, store = createMemorySessionStore()): Promise<BrowserSession> {
  const value = cookie.split("=").at(1);
  return await openSession({ store, signer, cookie: value, now: Date.now() });
}

function recordingLogger(log: LogEntry[]): Logger {
  const at = (level: LogEntry["level"]) => (fields: object, message: string) =>
    void log.push({ level, fields, message });
  return { info: at("info"), warn: at("warn"), error: at("error") };
}
