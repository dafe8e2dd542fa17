import type { Case } from "./case.ts";
import { echoName, type PageEvent, withServers } from "./event-servers.ts";
import { median } from "./statistics.ts";
import { ask, type Talk } from "./talk.ts";

/** Enough for numbers of usual length, in the frame and on the page. */
const events = 1_000;

/** The payload of the answer to one event, in bytes: the median of the page's first 1,000 events. */
export function eventBytes(name: string, pageEvent: PageEvent): Case {
  return {
    name,
    unit: "bytes",
    baselineName: echoName,
    measure: () =>
      withServers(pageEvent, async ({ echo, live }) => ({
        baseline: await answerBytes(echo.talk),
        value: await answerBytes(live.talk),
        noise: 0,
      })),
  };
}

async function answerBytes(talk: Talk): Promise<number> {
  const sizes: number[] = [];
  await ask(talk, (answer) => sizes.push(answer.byteLength) < events);
  return median(sizes);
}
