import { ServerFrame, type ServerMessage } from "../../src/shared/wire.ts";
import { callFrame } from "../harness/call-talk.ts";
import { fanoutCases } from "../harness/fanout-cases.ts";
import { exchangeCases } from "../harness/page-event.ts";
import { callPartner, echoPartner } from "../harness/partner.ts";

/** What everybody gets for a tick. */
const updates = (tick: number) =>
  JSON.stringify([ServerFrame.Updates, [[0, "#count", `<b>${tick}</b>`]]] satisfies ServerMessage);

export const benchCases = [
  ...exchangeCases("call.replace", {
    subject: callPartner("replace"),
    baseline: echoPartner((number) => callFrame("replace", number)),
    eventsPerPage: Number.POSITIVE_INFINITY,
  }),
  ...fanoutCases("broadcast.1000", { updates, connections: 1_000 }),
  ...fanoutCases("broadcast.10000", { updates, connections: 10_000 }),
];
