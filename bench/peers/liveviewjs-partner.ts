import { once } from "node:events";
import { WebSocket } from "ws";
import type { PartnerStart } from "../harness/partner.ts";
import { sharedServer } from "../harness/server-pool.ts";
import type { Talk } from "../harness/talk.ts";

const topic = "lv:phx-benchmark";

/** A page of bench/servers/liveviewjs.ts, spoken to as Phoenix LiveView's client does. */
export function liveviewjsPartner(path: "/counter" | "/table"): PartnerStart {
  return async () => {
    const server = await sharedServer("liveviewjs");
    return { cpuTime: () => server.cpuTime(), open: () => openTalk(server.origin, path) };
  };
}

async function openTalk(origin: string, path: string): Promise<Talk> {
  const socket = new WebSocket(origin.replace("http", "ws"), { perMessageDeflate: false });
  await once(socket, "open");
  const session = JSON.stringify({ _csrf_token: "benchmark" });
  const payload = { url: origin + path, params: { _csrf_token: "benchmark" }, session, static: "" };
  socket.send(JSON.stringify(["4", "0", topic, "phx_join", payload]));
  await once(socket, "message");
  const click = { type: "click", event: "increment", value: { value: "" } };
  return {
    socket,
    question: (sequence) => JSON.stringify(["4", String(sequence), topic, "event", click]),
    isAnswer: (frame, sequence) => frame.startsWith(`["4","${sequence}",`) && frame.includes('"diff":{"'),
    close: () => socket.close(),
    sequence: 0,
  };
}
