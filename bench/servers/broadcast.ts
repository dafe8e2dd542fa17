/** Sends what it is told to every connection, with nothing around it. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocket, WebSocketServer } from "ws";
import { serveParent } from "./parent.ts";

const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
await once(server, "listening");
const { port } = server.address() as AddressInfo;
serveParent(`http://127.0.0.1:${port}`, (message) => {
  const data = Buffer.from(String(message));
  for (const client of server.clients) {
    if (client.readyState === WebSocket.OPEN) client.send(data, { binary: false });
  }
});
