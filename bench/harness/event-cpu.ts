import type { Case } from "./case.ts";
import { type Exchange, echoName, type PartnerStart } from "./partner.ts";
import { compare, type Side } from "./rounds.ts";
import { ask } from "./talk.ts";

/** So many were enough on every page. */
const enough = 5_000;

/** The server's CPU time for one event, over a real socket, one event after the other. */
export function eventCpu(name: string, { subject, baseline, eventsPerPage }: Exchange): Case {
  return {
    name,
    unit: "µs",
    baselineName: echoName,
    measure: async (effort) =>
      compare(
        {
          baseline: await sideOf(baseline, eventsPerPage),
          subject: await sideOf(subject, eventsPerPage),
          enough,
        },
        effort,
      ),
  };
}

async function sideOf(start: PartnerStart, eventsPerPage: number): Promise<Side> {
  const partner = await start();
  let talk = await partner.open();
  return async (milliseconds) => {
    const end = performance.now() + milliseconds;
    let [cpu, repetitions] = [0, 0];
    while (performance.now() < end) {
      if (talk.sequence >= eventsPerPage) {
        talk.close();
        talk = await partner.open();
      }
      const first = talk.sequence;
      const before = await partner.cpuTime();
      await ask(talk, () => performance.now() < end && talk.sequence < eventsPerPage);
      cpu += (await partner.cpuTime()) - before;
      repetitions += talk.sequence - first;
    }
    return { cpu, repetitions };
  };
}
