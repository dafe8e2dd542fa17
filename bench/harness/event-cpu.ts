import type { Case } from "./case.ts";
import { echoName, type PageEvent, type Served, withServers } from "./event-servers.ts";
import { compare, type Side } from "./rounds.ts";
import { ask } from "./talk.ts";

/** The server's CPU time for one event, over a real socket, one event after the other. */
export function eventCpu(name: string, pageEvent: PageEvent): Case {
  return {
    name,
    unit: "µs",
    baselineName: echoName,
    measure: (effort) =>
      withServers(pageEvent, ({ echo, live }) =>
        compare({ baseline: sideOf(echo), subject: sideOf(live) }, effort),
      ),
  };
}

function sideOf({ server, talk }: Served): Side {
  return async (milliseconds) => {
    const before = await server.cpuTime();
    const first = talk.sequence;
    const end = performance.now() + milliseconds;
    await ask(talk, () => performance.now() < end);
    return ((await server.cpuTime()) - before) / (talk.sequence - first);
  };
}
