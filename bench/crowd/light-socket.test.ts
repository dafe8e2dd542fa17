import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { LightSocket } from "./light-socket.ts";

const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
server.on("connection", (socket) => socket.on("message", (data) => socket.send(`${data}`)));
await once(server, "listening");
afterAll(() => server.close());

test.each([0, 1, 125, 126, 60_000])("sends and receives texts of %i characters", async (length) => {
  const { port } = server.address() as AddressInfo;
  const socket = await LightSocket.open(`http://127.0.0.1:${port}`);
  const sent = ["a".repeat(length), "ü".repeat(length / 2), "end"];
  const received = await new Promise<string[]>((resolve) => {
    const texts: string[] = [];
    socket.onMessage((text) => {
      texts.push(text);
      if (text === "end") resolve(texts);
    });
    for (const text of sent) socket.send(text);
  });
  socket.destroy();
  expect(received).toEqual(sent);
});
