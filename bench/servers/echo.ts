/** The least a server can do that speaks JSON over a WebSocket. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { serveParent } from "./parent.ts";

const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
server.on("connection", (socket) => {
  socket.on("message", (data: Buffer) => {
    socket.send(JSON.stringify(JSON.parse(data.toString("utf8"))));
  });
});
await once(server, "listening");
const { port } = server.address() as AddressInfo;
serveParent(`http://127.0.0.1:${port}`);
