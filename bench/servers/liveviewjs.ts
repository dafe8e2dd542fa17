/** A counter at /counter and a table of 1,000 rows at /table, made with liveviewjs. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { View } from "liveviewjs";
import { WebSocketServer } from "ws";
import { makeRows, type Row } from "../pages/row.ts";
import { serveParent } from "./parent.ts";

/** The package loads a list of file types from the net when it is imported; nothing here needs it. */
globalThis.fetch = async () => Response.json({});
const { createLiveView, html, SessionFlashAdaptor, SingleProcessPubSub, WsHandler } = await import(
  "liveviewjs"
);

const counter = createLiveView<{ count: number }>({
  mount: (socket) => socket.assign({ count: 0 }),
  handleEvent: (_, socket) => socket.assign({ count: socket.context.count + 1 }),
  render: ({ count }) => html`
      <h1>Counter</h1>
      <p>Count: <strong>${count}</strong></p>
      <button phx-click="increment">+1</button>`,
});

/** Walks over the rows as bench/pages/table.ts does. */
const stride = 617;

const table = createLiveView<{ rows: readonly Row[]; next: number }>({
  mount: (socket) => socket.assign({ rows: makeRows(1_000), next: 0 }),
  handleEvent(_, socket) {
    const { rows, next } = socket.context;
    const row = rows[next];
    if (row)
      socket.assign({
        rows: rows.with(next, { ...row, visits: row.visits + 1 }),
        next: (next + stride) % 1_000,
      });
  },
  render: ({ rows }) => html`
      <h1>Visits</h1>
      <table>
        <thead><tr><th>Id</th><th>Name</th><th>E-mail</th><th>Visits</th></tr></thead>
        <tbody>${rows.map(
          ({ id, name, email, visits }) =>
            html`<tr><td>${id}</td><td>${name}</td><td><a href="mailto:${email}">${email}</a></td><td>${visits}</td></tr>`,
        )}</tbody>
      </table>`,
});

const router: Record<string, View<never>> = { "/counter": counter, "/table": table };
const config = {
  router,
  serDe: {
    serialize: async (data: unknown) => JSON.stringify(data),
    deserialize: async (text: string) => JSON.parse(text),
  },
  fileSysAdaptor: {},
  flashAdaptor: new SessionFlashAdaptor(),
  pubSub: new SingleProcessPubSub(),
};

const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
server.on("connection", (socket) => {
  const adaptor = {
    send: (message: string, onError?: (error: unknown) => void) => socket.send(message, onError),
    subscribeToMessages: (listener: (data: Buffer, isBinary: boolean) => void) =>
      socket.on("message", listener),
    subscribeToClose: (listener: () => void) => socket.on("close", listener),
  };
  new WsHandler(adaptor, config);
});
await once(server, "listening");
const { port } = server.address() as AddressInfo;
serveParent(`http://127.0.0.1:${port}`);
