import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createApp } from "../../src/adapters/node.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { get } from "../../src/server/http-route.ts";
import { live } from "../../src/server/live-route.ts";
import { ClientFrame, CloseCode, protocolVersion, socketPath } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";
import { LiveClient } from "./live-client.ts";

class Home extends LiveView {
  render() {
    return html`<p>Hello</p>`;
  }
}

/** A body without an end, in pieces of 64 KiB. */
const endless = { pieces: 0, cancelled: vi.fn() };

function endlessBody(): ReadableStream {
  return new ReadableStream({
    pull(controller) {
      endless.pieces++;
      controller.enqueue(new Uint8Array(65_536));
    },
    cancel: endless.cancelled,
  });
}

let app: LiveApp;

beforeAll(async () => {
  app = await LiveApp.start({
    production: true,
    routes: [live("/", Home), get("/endless/", () => new Response(endlessBody()))],
  });
});

afterAll(() => app.close());

test("a browser that asks for an icon by itself is told that there is none", async () => {
  const response = await fetch(`${app.origin}/favicon.ico`);
  expect([response.status, await response.text()]).toEqual([204, ""]);
  expect(app.log).toEqual([]);
});

describe("a body", () => {
  test("is produced no faster than it is read, and cancelled when the browser goes away", async () => {
    const request = httpRequest(`${app.origin}/endless/`).end();
    const [response]: IncomingMessage[] = await once(request, "response");
    response?.pause();
    await vi.waitFor(async () => {
      const before = endless.pieces;
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(endless.pieces).toBe(before);
    });
    expect(endless.cancelled).not.toHaveBeenCalled();
    request.destroy();
    await vi.waitFor(() => expect(endless.cancelled).toHaveBeenCalledOnce());
    expect(app.log).toEqual([]);
  });

  test("is not produced for a HEAD request", async () => {
    endless.cancelled.mockClear();
    const response = await fetch(`${app.origin}/endless/`, { method: "HEAD" });
    expect([response.status, await response.text()]).toEqual([200, ""]);
    await vi.waitFor(() => expect(endless.cancelled).toHaveBeenCalledOnce());
  });
});

/** Sends a request as it is, and reads until the server closes. */
async function sendRaw(...lines: string[]): Promise<string> {
  const { port, host } = new URL(app.origin);
  const socket = connect(Number(port), "localhost");
  socket.write([...lines, `Host: ${host}`, "", ""].join("\r\n"));
  return await text(socket);
}

describe("a request that offers an upgrade", () => {
  test.each([
    ["to another protocol", "/", "h2c", "200 OK"],
    ["to another protocol at the socket's address", socketPath, "h2c", "404 Not Found"],
    ["to a WebSocket at another address", "/nowhere/", "websocket", "404 Not Found"],
  ])("%s is answered as any other", async (_, path, upgrade, status) => {
    const answer = await sendRaw(`GET ${path} HTTP/1.1`, "Connection: Upgrade", `Upgrade: ${upgrade}`);
    expect(answer).toContain(`HTTP/1.1 ${status}\r\n`);
    expect(answer).toContain("Content-Security-Policy".toLowerCase());
    expect(answer).toContain("Connection: close");
  });

  test("with a body is not understood", async () => {
    const lines = ["POST / HTTP/1.1", "Connection: Upgrade", "Upgrade: h2c", "Content-Length: 3"];
    expect(await sendRaw(...lines)).toMatch(/^HTTP\/1.1 426 Upgrade Required\r\nupgrade: websocket\r\n/);
  });

  test("from another site is refused", async () => {
    const lines = [`GET ${socketPath} HTTP/1.1`, "Connection: Upgrade", "Upgrade: websocket"];
    expect(await sendRaw(...lines, "Origin: https://evil.example")).toMatch(/^HTTP\/1.1 403 Forbidden\r\n/);
  });
});

test.each(["", "?v=99", `?v=${protocolVersion}0`, "?v="])(
  "a page that speaks another version (%s) is told to reload, and not heard",
  async (query) => {
    const page = await app.open("/");
    const address = `${app.origin.replace("http", "ws")}${socketPath}${query}`;
    const client = await LiveClient.open(address, { Origin: app.origin, Cookie: page.cookie });
    client.send([ClientFrame.Ping]);
    expect(await client.closeCode).toBe(CloseCode.Outdated);
    expect(client.received).toEqual([]);
  },
);

describe("listening", () => {
  const secret = "a-secret-for-tests-only-0123456789";
  const silent = { info: () => {}, warn: () => {}, error: () => {} };

  afterEach(() => vi.unstubAllEnvs());

  async function addressOf(options: { port?: number; host?: string }): Promise<string> {
    const other = createApp({ routes: [live("/", Home)], secret, logger: silent });
    try {
      return await other.listen(options);
    } finally {
      await other.close();
    }
  }

  test("everywhere gives an address that can be opened", async () => {
    expect(await addressOf({ port: 0, host: "0.0.0.0" })).toMatch(/^http:\/\/localhost:\d+$/);
  });

  test("uses the environment's port when none is given, and says when that is none", async () => {
    vi.stubEnv("PORT", new URL(app.origin).port);
    await expect(addressOf({})).rejects.toThrow("the port is taken");
    vi.stubEnv("PORT", "abc");
    await expect(addressOf({})).rejects.toThrow(
      "LV-LISTEN: Cannot listen on localhost:abc: a port is a whole number from 0 to 65535.",
    );
  });

  test("takes an empty port in the environment for none", async () => {
    vi.stubEnv("PORT", "");
    const host = "192.0.2.1"; // belongs to nobody, so that port 3000 itself is left alone
    await expect(addressOf({ host })).rejects.toThrow(`Cannot listen on ${host}:3000: `);
  });

  test.each([99_999, -1, 1.5, Number.NaN])("refuses the port %s", async (port) => {
    await expect(addressOf({ port })).rejects.toThrow("a port is a whole number from 0 to 65535");
  });
});
