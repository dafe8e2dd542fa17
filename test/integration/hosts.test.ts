import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { protocolVersion, socketPath } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";

class Home extends LiveView {
  render() {
    return html`<p>Hello</p>`;
  }
}

let app: LiveApp;

afterEach(() => app.close());

async function start(options: { hosts?: string[]; publicOrigin?: string } = {}): Promise<void> {
  app = await LiveApp.start({ production: true, routes: [live("/", Home)], ...options });
}

/** A browser that was led to the app under this name by somebody's name server. */
async function ask(
  host: string,
  path = "/",
  headers: Record<string, string> = {},
): Promise<[number | undefined, string]> {
  const request = httpRequest(`${app.origin}${path}`, { headers: { host, ...headers } }).end();
  const [response]: IncomingMessage[] = await Promise.race([
    once(request, "response"),
    once(request, "upgrade"),
  ]);
  if (response?.statusCode === 101) request.destroy();
  return [response?.statusCode, response?.statusCode === 101 || !response ? "" : await text(response)];
}

async function askForSocket(host: string, origin: string): Promise<[number | undefined, string]> {
  const key = Buffer.from("sixteen byte key").toString("base64");
  return await ask(host, `${socketPath}?v=${protocolVersion}`, {
    ...{ connection: "Upgrade", upgrade: "websocket", origin },
    ...{ "sec-websocket-version": "13", "sec-websocket-key": key },
  });
}

const refused = [400, "The server did not understand this.\n"];

test("a request for another host is refused on pages, files and polls, and the log says once what to do", async () => {
  await start();
  expect(await ask("evil.example")).toEqual(refused);
  expect(await ask("evil.example", "/nothing-here/")).toEqual(refused);
  expect(await ask("localhost.evil.example", `${socketPath}?v=${protocolVersion}`)).toEqual(refused);
  expect(app.log.map(({ message }) => message)).toEqual([expect.stringContaining("createApp({ hosts })")]);
});

test("a request with two hosts is refused, whichever they are", async () => {
  await start();
  const { hostname, port } = new URL(app.origin);
  const socket = connect(Number(port), hostname);
  socket.end("GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  expect(await text(socket)).toMatch(/^HTTP\/1.1 400 /);
});

test("what a request says of another host in a header changes nothing", async () => {
  await start();
  const [status, page] = await ask("localhost", "/", {
    "x-forwarded-host": "evil.example",
    forwarded: "host=evil.example",
  });
  expect([status, page]).toEqual([200, expect.not.stringContaining("evil.example")]);
});

test("a page of another site that leads here all of a sudden gets no socket", async () => {
  await start();
  expect(await askForSocket("evil.example", "http://evil.example")).toEqual([400, "LV-HOST-REFUSED\n"]);
  expect(await askForSocket("localhost", "http://localhost")).toEqual([101, ""]);
});

test("the hosts that the app names are answered to, and so is that of publicOrigin", async () => {
  await start({ hosts: ["*.shop.example"], publicOrigin: "https://shop.example" });
  expect((await ask("shop.example"))[0]).toBe(200);
  expect((await ask("www.shop.example"))[0]).toBe(200);
  expect(await ask("shop.example.evil.example")).toEqual(refused);
  expect((await ask("127.0.0.1"))[0]).toBe(200);
});
